import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entropy, potential, power } from '../../src/energy/index.ts';
import { grid } from '../../src/grid/index.ts';
import { inside, localEnergies } from './samples.ts';
import { scalar } from './scalar.ts';

/** The argument in [a, b] where a unimodal f is smallest: golden sections, knowing nothing else. */
function goldenSection(f: (p: number) => number, a: number, b: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [a, b];
  for (let k = 0; k < 120; k++) {
    const [c, d] = [right - ratio * (right - left), left + ratio * (right - left)];
    if (f(c) <= f(d)) right = d;
    else left = c;
  }
  return 0.5 * (left + right);
}

/** The bracket that golden sections search: the domain, cut off far above what is sought. */
const bracket = ([lower, upper]: readonly [number, number], far: number): [number, number] => [
  lower,
  Math.min(upper, far),
];

function difference(f: (p: number) => number, p: number, h: number): number {
  return (8 * (f(p + h) - f(p - h)) - (f(p + 2 * h) - f(p - 2 * h))) / (12 * h);
}

describe.each(localEnergies)('%s', (_, energy) => {
  const E = scalar(energy);
  const room = (p: number) => Math.min(p - E.domain[0], E.domain[1] - p);
  const densities = inside(E.domain);

  test('the first variation is the derivative of the value, the curvature that of the first variation', () => {
    fc.assert(
      fc.property(densities, (p) => {
        const h = 1e-3 * room(p);
        // The rounding of values, and of arguments, over the step.
        const noise = (1e-15 / h) * (Math.abs(E.value(p)) + p * Math.abs(E.variation(p)));
        expect(Math.abs(difference(E.value, p, h) - E.variation(p))).toBeLessThan(
          1e-9 * E.curvature(p) * room(p) + noise,
        );
        const rough = (1e-15 / h) * (Math.abs(E.variation(p)) + p * E.curvature(p)) + 1e-9 * E.curvature(p);
        expect(Math.abs(difference(E.variation, p, h) - E.curvature(p))).toBeLessThan(rough);
      }),
    );
  });

  test('inverse undoes the first variation', () => {
    fc.assert(
      fc.property(densities, (p) => {
        const y = E.variation(p);
        // y is known to its rounding, which is worth this much of p.
        const conditioning = (4e-15 * (1 + Math.abs(y))) / E.curvature(p) + 4e-15 * p;
        expect(Math.abs(E.inverse(y) - p)).toBeLessThan(conditioning);
      }),
    );
  });

  test('the inverse is where the conjugate is attained, and a maximum over the domain', () => {
    fc.assert(
      fc.property(inside(E.domain, 3), densities, (p, other) => {
        const y = E.variation(p);
        const attained = y * p - E.value(p);
        const scale = 1 + Math.abs(y * p) + Math.abs(E.value(p));
        expect(Math.abs(E.conjugate(y) - attained)).toBeLessThan(1e-13 * scale);
        const elsewhere = y * other - E.value(other);
        expect(elsewhere).toBeLessThanOrEqual(E.conjugate(y) + 1e-13 * (scale + Math.abs(elsewhere)));
      }),
    );
  });

  test('the conjugate is the maximum that golden sections find', () => {
    fc.assert(
      fc.property(inside(E.domain, 2), (p) => {
        fc.pre(p < 1e3);
        const y = E.variation(p);
        const best = goldenSection((q) => E.value(q) - y * q, ...bracket(E.domain, 3 * p + 1));
        const expected = y * best - E.value(best);
        expect(Math.abs(E.conjugate(y) - expected)).toBeLessThan(
          1e-12 * (1 + Math.abs(y * p) + Math.abs(E.value(p))),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('the Fenchel–Young gap is E(p) + E*(y) − py, and never negative', () => {
    fc.assert(
      fc.property(densities, densities, (p, q) => {
        const y = E.variation(q);
        const gap = E.gap(p, y);
        const naive = E.value(p) + E.conjugate(y) - p * y;
        const scale = Math.abs(E.value(p)) + Math.abs(E.conjugate(y)) + Math.abs(p * y);
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(Math.abs(gap - naive)).toBeLessThanOrEqual(1e-13 * scale + 1e-10 * gap);
      }),
    );
  });

  test('the Fenchel–Young gap has no cancellation near its zero: it is half the curvature times the square', () => {
    fc.assert(
      fc.property(densities, fc.integer({ min: -12, max: -4 }), (q, e) => {
        const d = 10 ** e * room(q);
        fc.pre(q + d !== q);
        const exact = q + d - q;
        const quadratic = 0.5 * E.curvature(q) * exact * exact;
        // The relative error is that of y = U′(q) against the step, and the next order of Taylor's series.
        const y = E.variation(q);
        const rounding = (8e-16 * (1 + Math.abs(y))) / (E.curvature(q) * exact) + 4e-16 * (q / exact);
        expect(Math.abs(E.gap(q + d, y) / quadratic - 1)).toBeLessThan(4 * 10 ** e + 4 * rounding);
        expect(Math.abs(E.bregman(q + d, q) / quadratic - 1)).toBeLessThan(4 * 10 ** e + 1e-13);
      }),
    );
  });

  test('the Bregman distance is U(p) − U(q) − U′(q)(p − q), zero at q, positive elsewhere', () => {
    fc.assert(
      fc.property(densities, densities, (p, q) => {
        const naive = E.value(p) - E.value(q) - E.variation(q) * (p - q);
        const scale = Math.abs(E.value(p)) + Math.abs(E.value(q)) + Math.abs(E.variation(q) * (p - q));
        const distance = E.bregman(p, q);
        expect(Math.abs(distance - naive)).toBeLessThanOrEqual(1e-14 * scale + 1e-10 * distance);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(E.bregman(q, q)).toBe(0);
      }),
    );
  });

  const points = fc.double({ min: -20, max: 20, noNaN: true });
  const steps = fc.double({ min: -4, max: 2, noNaN: true }).map((e) => 10 ** e);

  test('prox is the minimum that golden sections find', () => {
    fc.assert(
      fc.property(points, steps, (x, step) => {
        const objective = (p: number) => E.value(p) + (p - x) ** 2 / (2 * step);
        const p = E.prox(x, step);
        const naive = goldenSection(objective, ...bracket(E.domain, Math.abs(x) + 10 * step + 10));
        expect(p).toBeGreaterThanOrEqual(E.domain[0]);
        expect(p).toBeLessThanOrEqual(E.domain[1]);
        // Golden sections know the minimum only to the square root of rounding; its value they know well.
        expect(objective(p)).toBeLessThanOrEqual(objective(naive) + 1e-14 * (1 + Math.abs(objective(naive))));
        expect(Math.abs(p - naive)).toBeLessThan(1e-6 * (1 + Math.abs(x)));
      }),
      { numRuns: 50 },
    );
  });

  test('prox undoes p + σ U′(p), to rounding', () => {
    fc.assert(
      fc.property(densities, steps, (p, step) => {
        const y = E.variation(p);
        const x = p + step * y;
        // The roundings of x/σ and of U′, against the slope of what is inverted.
        const rounding = (p + Math.abs(x)) / step + Math.abs(y);
        const tolerance = (4e-15 * (1 + rounding)) / (1 / step + E.curvature(p)) + 4e-15 * p;
        expect(Math.abs(E.prox(x, step) - p)).toBeLessThan(tolerance);
      }),
    );
  });

  test('Moreau: x = prox of E at x + σ prox of E* at x/σ, the latter through the conjugate alone', () => {
    fc.assert(
      fc.property(points, steps, (x, step) => {
        const y = (x - E.prox(x, step)) / step;
        // y minimises E*(y) + (y − x/σ)² σ/2: no other y is better.
        const objective = (z: number) => E.conjugate(z) + (step / 2) * (z - x / step) ** 2;
        const here = objective(y);
        fc.pre(Number.isFinite(here));
        for (const shift of [-1, -1e-3, 1e-3, 1]) {
          const there = objective(y + shift);
          expect(here).toBeLessThanOrEqual(there + 1e-12 * (1 + Math.abs(here) + Math.abs(there)));
        }
      }),
    );
  });
});

describe('what an energy on a grid is made of', () => {
  const plane = grid(
    [
      [0, 2],
      [0, 1],
    ],
    [3, 2],
  );
  const energy = entropy()
    .scale(2)
    .plus(potential((x, y) => x + 10 * y))
    .plus(power(2))
    .on(plane);
  const p = Float64Array.of(0.5, 1, 1.5, 2, 2.5, 0);
  const h = plane.cellVolume;

  test('sums over cells with the cell volume', () => {
    let expected = 0;
    for (let i = 0; i < 6; i++) {
      const [x, y] = plane.centre(i);
      expected += h * (2 * (p[i] > 0 ? p[i] * Math.log(p[i]) : 0) + p[i] ** 2 + (x + 10 * y) * p[i]);
    }
    expect(energy.value(p)).toBeCloseTo(expected, 13);
    const out = new Float64Array(6);
    expect(energy.firstVariation(out, p)).toBe(energy.value(p));
    expect(out[5]).toBe(-Infinity);
    expect(energy.potential[0]).toBeCloseTo(1 / 3 + 2.5, 14);
  });

  test('the conjugate, the gap and the Bregman distance carry the cell volume too', () => {
    const y = Float64Array.of(1, 2, 3, 4, 5, 6);
    const q = new Float64Array(6);
    energy.inverse(q, y);
    const attained = y.reduce((s, v, i) => s + h * v * q[i], 0) - energy.value(q);
    expect(energy.conjugate(y)).toBeCloseTo(attained, 12);
    expect(energy.fenchelGap(q, y)).toBeLessThan(1e-13);
    expect(energy.bregman(p, q)).toBeCloseTo(energy.fenchelGap(p, y), 12);
  });
});
