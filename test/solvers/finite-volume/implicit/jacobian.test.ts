import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FluxChoice, faceFluxNames } from '../../../../solvers/finite-volume/flux/index.ts';
import { linearise } from '../../../../solvers/finite-volume/implicit/linearise.ts';
import { system } from '../../../../solvers/finite-volume/implicit/system.ts';
import {
  density,
  type Energy,
  entropy,
  excludedVolume,
  faceMean,
  gradientFlow,
  grid,
  interaction,
  linearMobility,
  type Mobility,
  potential,
  saturating,
  sum,
  uniform,
} from '../../../../src/index.ts';

const grids = {
  'a line': grid([[0, 1]], [9]),
  'a ring': grid([[0, 1]], [8], { periodic: [true] }),
  'a box': grid(
    [
      [0, 1],
      [0, 2],
    ],
    [4, 5],
    { periodic: [false, true] },
  ),
};

const local = sum(
  entropy(),
  excludedVolume(0.3),
  potential((x, y = 0) => 3 * Math.cos(5 * x + y)),
);
const repulsive = local.plus(interaction((...x) => 4 * Math.exp(-Math.hypot(...x))));
const attractive = local.plus(interaction((...x) => -4 * Math.exp(-Math.hypot(...x))));

function choices(): FluxChoice[] {
  return faceFluxNames.map((name) =>
    name === 'central' ? { name, mean: faceMean('logarithmic') } : { name },
  );
}

const cells = (n: number) => fc.array(fc.integer({ min: -100, max: 100 }), { minLength: n, maxLength: n });

describe.each(Object.entries(grids))('the matrix on %s', (_, box) => {
  function expectDerivative(energy: Energy, mobility: Mobility, flux: FluxChoice, numRuns: number): void {
    fc.assert(
      fc.property(cells(box.size), cells(box.size), (logs, changes) => {
        const initial = density(
          box,
          Float64Array.from(logs, (k) => Math.exp(k / 100)),
          { mass: box.volume },
        );
        const flow = gradientFlow({ energy, initial: uniform(box, { mass: box.volume }), mobility });
        const it = system(flow, flux);
        const previous = flow.initial.values;
        it.nonlocal?.part.firstVariation(it.nonlocal.before, previous);
        const r = Float64Array.from(changes, (k) => k / 100);
        /** Right-hand sides at p e^{d r}: minus the residuals. */
        const residuals = (d: number): Float64Array => {
          for (let i = 0; i < r.length; i++) it.p[i] = initial.values[i] * Math.exp(d * r[i]);
          linearise(it, previous, 0.01, 0, false);
          return it.x.slice();
        };
        const d = 1e-5;
        const [above, below] = [residuals(d), residuals(-d)];
        const size = Math.max(1, ...residuals(0).map(Math.abs));
        const product = new Float64Array(r.length);
        it.jacobian.apply(product, r, it);
        for (const [i, expected] of product.entries())
          expect(Math.abs((below[i] - above[i]) / (2 * d) - expected)).toBeLessThan(1e-6 * size);
      }),
      { numRuns },
    );
  }

  for (const flux of choices())
    test(`is minus the derivative of the right-hand sides: ${flux.name}`, () => {
      for (const energy of [local, repulsive, attractive]) expectDerivative(energy, linearMobility, flux, 10);
    });

  test('is minus the derivative of the right-hand sides: a mobility', () => {
    const [central] = choices();
    // Multipliers are linearised complementarity, and none is near here.
    for (const energy of [local, attractive])
      expectDerivative(energy, { ...saturating(100), domain: [0, Infinity] }, central, 10);
  });
});
