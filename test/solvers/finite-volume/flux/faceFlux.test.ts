import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bernoulli, bernoulliTilt } from '../../../../solvers/finite-volume/flux/bernoulli.ts';
import {
  type FaceFluxName,
  faceFlux,
  faceFluxNames,
  faceWeights,
} from '../../../../solvers/finite-volume/flux/index.ts';
import { type Pointwise, pointwise } from '../../../../src/energy/pointwise.ts';
import type { InternalTerm } from '../../../../src/energy/term.ts';
import {
  entropy,
  excludedVolume,
  faceMean,
  type LocalEnergy,
  linearMobility,
  power,
  sum,
} from '../../../../src/index.ts';

function scalar({ terms, capabilities }: LocalEnergy): Pointwise {
  return pointwise(
    terms.filter((t): t is InternalTerm => t.kind === 'internal'),
    capabilities.domain,
  );
}

const heat = scalar(entropy());
const internals = [heat, scalar(sum(entropy(), excludedVolume(0.3))), scalar(power(2)), scalar(power(3))];

/** θ and what it answers to changes of log a, log b and the jump, for one face. */
function weigh(name: FaceFluxName, internal: Pointwise, a: number, b: number, jump: number) {
  const choice = name === 'central' ? { name, mean: faceMean('logarithmic') } : { name };
  const flux = faceFlux(choice, internal, linearMobility, 2);
  const weights = faceWeights(2);
  const p = Float64Array.of(a, b);
  flux.update(p);
  flux.weigh(weights, p, Float64Array.of(0, jump), 0, 1, 1);
  const { theta, byLeft, byRight, byJump } = weights;
  return { theta: theta[0], byLogLeft: a * byLeft[0], byLogRight: b * byRight[0], byJump: byJump[0] };
}

/** Evenly spread: doubles of fast-check are nearly all next to 0. */
const numbers = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 100_000 }).map((k) => min + (k / 100_000) * (max - min));
const logDensities = numbers(-660, 5);
const jumps = fc.tuple(fc.boolean(), numbers(-8, 8)).map(([up, e]) => (up ? 1 : -1) * 10 ** e);
const anyInternal = fc.constantFrom(...internals);
const exponentials = ['scharfetterGummel', 'squareRoot'] as const;

describe('weights of faces', () => {
  for (const name of faceFluxNames) {
    test(`${name}: finite, not negative, and the same from the other side, in vacuum and at any jump`, () => {
      fc.assert(
        fc.property(anyInternal, logDensities, logDensities, jumps, (internal, la, lb, jump) => {
          const [a, b] = [Math.exp(la), Math.exp(lb)];
          const here = weigh(name, internal, a, b, jump);
          const there = weigh(name, internal, b, a, -jump);
          for (const value of Object.values(here)) expect(value).toSatisfy(Number.isFinite);
          expect(here.theta).toBeGreaterThanOrEqual(0);
          expect(Math.abs(here.theta - there.theta)).toBeLessThanOrEqual(1e-13 * here.theta);
        }),
        { numRuns: 300 },
      );
    });

    test(`${name}: derivatives are those of θ`, () => {
      const moderate = numbers(-30, 3);
      const jumpSizes = numbers(0.01, 100);
      fc.assert(
        fc.property(anyInternal, moderate, moderate, jumpSizes, (internal, la, lb, jump) => {
          const at = (da: number, db: number, dj: number): number =>
            weigh(name, internal, Math.exp(la + da), Math.exp(lb + db), jump * Math.exp(dj)).theta;
          const { theta, byLogLeft, byLogRight, byJump } = weigh(
            name,
            internal,
            Math.exp(la),
            Math.exp(lb),
            jump,
          );
          // The tangent of e^{|x|/2} makes a second derivative jump: first differences are of first order there.
          const d = 1e-6;
          const differences = [
            [byLogLeft, at(d, 0, 0) - at(-d, 0, 0)],
            [byLogRight, at(0, d, 0) - at(0, -d, 0)],
            [byJump * jump, at(0, 0, d) - at(0, 0, -d)],
          ];
          for (const [derivative, difference] of differences)
            expect(Math.abs(derivative - difference / (2 * d))).toBeLessThan(
              1e-5 * (theta + Math.abs(derivative)),
            );
        }),
        { numRuns: 300 },
      );
    });
  }

  test('θ Δψ is the flux ε (B(−x) b − B(x) a) of the papers, where that can be evaluated', () => {
    const papers = {
      scharfetterGummel: (x: number) => (x === 0 ? 1 : x / (Math.exp(x) - 1)),
      squareRoot: (x: number) => Math.exp(-x / 2),
    };
    const near = numbers(-1, 1);
    fc.assert(
      fc.property(fc.constantFrom(...exponentials), anyInternal, near, near, near, (name, u, la, dl, x) => {
        const [a, b] = [Math.exp(la), Math.exp(la + dl)];
        fc.pre(Math.abs(dl) > 0.02 && Math.abs(x) > 0.02);
        const epsilon = (u.dU(b) - u.dU(a)) / dl;
        const jump = u.dU(b) - u.dU(a) + epsilon * x;
        const expected = epsilon * (papers[name](-x) * b - papers[name](x) * a);
        const flux = weigh(name, u, a, b, jump).theta * jump;
        expect(Math.abs(flux - expected)).toBeLessThan(1e-11 * epsilon * (a + b));
      }),
    );
  });

  test('a constant flux through a constant force is exact: p = c + d e^{−Vx}, entropy, Scharfetter–Gummel', () => {
    for (const [c, d, force, h] of [
      [1, 0.5, 3, 0.1],
      [-0.2, 2, -10, 0.1],
      [1, 5, 100, 0.5],
    ]) {
      const [a, b] = [c + d, c + d * Math.exp(-force * h)];
      const jump = Math.log(b / a) + force * h;
      const { theta } = weigh('scharfetterGummel', heat, a, b, jump);
      // p′ + V′ p = c V′
      expect(Math.abs((theta * jump) / (h * c * force) - 1)).toBeLessThan(1e-12 * (1 + Math.abs(a / c)));
    }
  });

  test('without force and for the entropy it is the logarithmic mean', () => {
    const { value } = faceMean('logarithmic');
    fc.assert(
      fc.property(logDensities, logDensities, (la, lb) => {
        const [a, b] = [Math.exp(la), Math.exp(lb)];
        for (const name of exponentials) {
          const { theta } = weigh(name, heat, a, b, Math.log(b) - Math.log(a));
          expect(Math.abs(theta - value(a, b))).toBeLessThan(1e-11 * theta);
        }
      }),
    );
  });

  test('where p U″ vanishes Scharfetter–Gummel is upwind', () => {
    for (const jump of [-3, 2]) {
      const { theta } = weigh('scharfetterGummel', scalar(power(2)), 1e-9, 3e-9, jump);
      expect(Math.abs(theta / weigh('upwind', heat, 1e-9, 3e-9, jump).theta - 1)).toBeLessThan(1e-8);
    }
  });
});

describe('the Bernoulli function', () => {
  test('values, symmetry and limits', () => {
    expect(bernoulli(0)).toBe(1);
    expect(bernoulli(1)).toBeCloseTo(1 / (Math.E - 1), 15);
    for (const x of [1e-9, 1e-3, 0.3, 5, 40, 600])
      expect(Math.abs(bernoulli(-x) / (bernoulli(x) + x) - 1)).toBeLessThan(1e-15);
    expect(bernoulli(1e5)).toBe(0);
    expect(bernoulli(-1e5)).toBe(1e5);
    expect(bernoulli(Infinity)).toBe(0);
  });

  test('its tilt is odd, bounded, and the same by series and by quotient', () => {
    for (const x of [1e-8, 0.05, 0.0999, 0.1001, 1, 30, 1e6]) {
      expect(bernoulliTilt(-x)).toBe(-bernoulliTilt(x));
      expect(Math.abs(bernoulliTilt(x))).toBeLessThan(0.5);
      const d = 1e-5 * Math.max(x, 1e-2);
      if (x < 100)
        expect(bernoulliTilt(x)).toBeCloseTo(
          (Math.log(bernoulli(x + d)) - Math.log(bernoulli(x - d))) / (2 * d) + 0.5,
          8,
        );
    }
    expect(Math.abs(bernoulliTilt(0.1) / bernoulliTilt(0.1 - 1e-13) - 1)).toBeLessThan(1e-11);
  });
});
