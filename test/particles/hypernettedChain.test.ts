import { coarseGrain, gaussian, type PairPotential, powerLaw, yukawa } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { checkDerivatives } from '../../src/energy/checkDerivatives.ts';
import { hypernettedChainExcess } from '../../src/particles/closures/hypernettedChain.ts';
import { hypernettedChain } from '../../src/particles/fluid/hypernettedChain.ts';
import { uniformFluid } from '../../src/particles/fluid/uniformFluid.ts';
import { cubeModel } from './models.ts';

const fluids: readonly [PairPotential, 1 | 2 | 3][] = [
  [yukawa(), 1],
  [yukawa(), 2],
  [yukawa(), 3],
  [powerLaw(4), 2],
  [gaussian(), 2],
];

describe.each(fluids.map(([pair, d]) => [pair.name, d, pair] as const))(
  '%s in dimension %i',
  (_, d, pair) => {
    const alpha = pair.excludedVolume(d);
    const fluid = uniformFluid(pair, d);

    test('begins with the exact second and third virial coefficients: μ/n = 2 B₂ + (3/2) B₃ n + …', () => {
      expect(fluid?.value(0)).toBeCloseTo(alpha, 9);
      expect((fluid?.slope(0) ?? NaN) / (1.5 * pair.thirdVirial(d))).toBeCloseTo(1, 5);
    });

    test('has the pressure of the virial: n U′ − U = −(n²/2d) ∫ r u′ g dx, as only this approximation has', () => {
      const { force } = pair;
      if (fluid === null || force === null) throw new Error('no fluid, or no force');
      const { r, weights, solve } = hypernettedChain(pair, d);
      for (const share of [0.2, 1, 3]) {
        const n = (2 * share) / alpha;
        const g = solve(n)?.correlation ?? new Float64Array(r.length);
        let virial = r.reduce((s, x, i) => s + (weights[i] * x * force(x) * g[i]) / (2 * d), 0);
        // Beyond the nodes g is 1: in the plane powers of −4 add π/R² · 4/4 there, R being half a node further out than the last.
        if (pair.name.startsWith('powerLaw')) virial += Math.PI / (1.5 * r[255] - 0.5 * r[254]) ** 2;
        const pressure = n * n * fluid.value(n) - fluid.energy(n);
        expect(pressure / (n * n * virial)).toBeCloseTo(1, pair.name.startsWith('powerLaw') ? 3 : 4);
      }
    });

    test('has derivatives that agree with differences', () => {
      checkDerivatives(hypernettedChainExcess(pair, d, 0.3));
    });
  },
);

test('weak particles at high density are a mean field: μ → n ∫ u', () => {
  // ∫ e^{−r²} dx = π; corrections fall with the density.
  const fluid = uniformFluid(gaussian(), 2);
  const far = [1, 2, 4, 8].map(
    (b) => 1 - (fluid?.value((2 * b) / gaussian().excludedVolume(2)) ?? NaN) / Math.PI,
  );
  far.forEach((x, k) => {
    expect(x).toBeGreaterThan(0);
    if (k > 0) expect(x).toBeLessThan(0.8 * far[k - 1]);
  });
});

test('where the equation has no solutions any more, the domain ends', () => {
  // Particles on a line with u = r⁻⁴ are all but in order at B₂ n = 2.
  const model = cubeModel(1, 101, 0.01, powerLaw(4));
  const [, upper] = coarseGrain(model, { closure: 'hypernettedChain' }).capabilities.domain;
  const packed = (p: number): number => 0.5 * powerLaw(4).excludedVolume(1) * p;
  expect(packed(upper)).toBeGreaterThan(0.5);
  expect(packed(upper)).toBeLessThan(8);
});

test('is for particles without a hard core, and its energy is convex', () => {
  const soft = { ...cubeModel(2, 500, 0.02, yukawa()) };
  const { capabilities, locality } = coarseGrain(soft, { closure: 'hypernettedChain' });
  expect([locality, capabilities.convex, capabilities.displacementConvexity(2)]).toEqual(['local', true, 0]);
  expect(() => coarseGrain(cubeModel(2, 9, 0.01), { closure: 'hypernettedChain' })).toThrow(
    /without a hard core/,
  );
});
