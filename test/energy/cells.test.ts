import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellLoops } from '../../src/energy/cells/cellLoops.ts';
import { entropyLoops } from '../../src/energy/cells/entropy.ts';
import { generalLoops } from '../../src/energy/cells/general.ts';
import { powerLoops } from '../../src/energy/cells/power.ts';
import { quadraticLoops } from '../../src/energy/cells/quadratic.ts';
import { closedFormOf } from '../../src/energy/closedForm.ts';
import { entropyDensity } from '../../src/energy/entropy.ts';
import { generalPointwise } from '../../src/energy/pointwise.ts';
import { powerDensity } from '../../src/energy/power.ts';
import { purePower } from '../../src/energy/purePower.ts';
import type { InternalTerm } from '../../src/energy/term.ts';
import {
  entropyDefect,
  exponentialDefect,
  log1pOfSmall,
  logDefect,
} from '../../src/numerics/smallLogarithms.ts';
import { one } from './scalar.ts';

const half = [0, Infinity] as const;
const heat = (coefficient: number): InternalTerm => ({
  kind: 'internal',
  coefficient,
  density: entropyDensity,
});
const porous = (m: number, coefficient: number): InternalTerm => ({
  kind: 'internal',
  coefficient,
  density: powerDensity(m),
});

/** Every closed form with the terms that its naive twin is made of. */
const forms: readonly (readonly [string, CellLoops, readonly InternalTerm[], number])[] = [
  ['entropy', entropyLoops(1, 0), [heat(1)], 1],
  ['entropy scaled', entropyLoops(0.03, 0), [heat(0.03)], 1],
  ['entropy + quadratic', entropyLoops(1, 0.3), [heat(1), porous(2, 0.3)], 1],
  ['little entropy + much quadratic', entropyLoops(0.01, 20), [heat(0.01), porous(2, 20)], 1],
  ['much entropy + little quadratic', entropyLoops(5, 1e-4), [heat(5), porous(2, 1e-4)], 1],
  ['quadratic', quadraticLoops(0.7), [porous(2, 0.7)], 1],
  ...[3, 4, 1.5, 0.5, 1.7, 0.75, 1.1, 12].map(
    (m) =>
      [`power ${m}`, powerLoops(purePower(m, 2 / (m - 1))), [porous(m, 2)], 1 / Math.abs(m - 1)] as const,
  ),
];

const none = one(0);

/** A density, and one beside it, a part e of it away. */
const pairs = fc
  .record({
    decade: fc.double({ min: -4, max: 2, noNaN: true }),
    closeness: fc.double({ min: -6, max: 1, noNaN: true }),
    sign: fc.constantFrom(-1, 1),
  })
  .map(({ decade, closeness, sign }) => {
    const q = 10 ** decade;
    const e = sign * 10 ** closeness;
    const p = Math.max(0, q * (1 + e));
    return { p, q, e: (p - q) / q };
  });

describe.each(forms)(
  '%s: the loops of the closed form and their general twin',
  (_, loops, terms, steepness) => {
    const twin = generalLoops(generalPointwise(terms, half));
    const slope = (p: number): number => {
      const out = one(0);
      twin.firstVariation(out, one(p), none);
      return out[0];
    };
    const bend = (p: number): number => {
      const out = one(0);
      twin.curvature(out, one(p));
      return out[0];
    };

    test('have the same value, first variation and curvature, summed over cells with a potential', () => {
      const arrays = fc.array(
        fc.tuple(
          fc.double({ min: -6, max: 2, noNaN: true }),
          fc.boolean(),
          fc.double({ min: -9, max: 9, noNaN: true }),
        ),
        {
          minLength: 1,
          maxLength: 9,
        },
      );
      fc.assert(
        fc.property(arrays, (cells) => {
          const p = Float64Array.from(cells, ([e, empty]) => (empty ? 0 : 10 ** e));
          const V = Float64Array.from(cells, ([, , v]) => v);
          const [a, b] = [new Float64Array(p.length), new Float64Array(p.length)];
          const size = p.reduce(
            (s, v, i) => s + Math.abs(twin.value(one(v), none)) + Math.abs(v * V[i]) + v,
            0,
          );
          const value = loops.value(p, V);
          expect(Math.abs(value - twin.value(p, V))).toBeLessThanOrEqual(1e-14 * size);
          expect(loops.firstVariation(a, p, V)).toBe(value);
          twin.firstVariation(b, p, V);
          a.forEach((v, i) => {
            const scale = Math.abs(V[i]) + Math.abs(b[i] - V[i]) + (p[i] > 0 ? p[i] * bend(p[i]) : 0);
            if (Number.isFinite(b[i])) expect(Math.abs(v - b[i])).toBeLessThanOrEqual(1e-14 * scale);
            else expect(v).toBe(b[i]);
          });
          loops.curvature(a, p);
          twin.curvature(b, p);
          a.forEach((v, i) => {
            if (b[i] > 0 && b[i] < Infinity) expect(v / b[i]).toBeCloseTo(1, 13);
            else expect(v).toBe(b[i]);
          });
        }),
      );
    });

    test('have the same inverse, conjugate and prox', () => {
      const slopes = fc
        .tuple(fc.double({ min: -3, max: 1.5, noNaN: true }), fc.constantFrom(-1, 1))
        .map(([e, sign]) => sign * 10 ** e);
      fc.assert(
        fc.property(slopes, slopes, fc.double({ min: -3, max: 3, noNaN: true }), (y, v, decade) => {
          const [a, b] = [one(0), one(0)];
          const same = (scale: number) => {
            if (!(b[0] > 1e-290 && b[0] < 1e290)) return expect(a[0]).toBeCloseTo(b[0], 200);
            // The slope is known to its rounding, that of the twin's U′ included.
            const rounding =
              (4e-15 * scale) / (b[0] * bend(b[0])) + 2e-15 * (10 + steepness + Math.abs(Math.log(b[0])));
            return expect(Math.abs(a[0] / b[0] - 1)).toBeLessThan(rounding);
          };
          loops.inverse(a, one(y), one(v));
          twin.inverse(b, one(y), one(v));
          same(Math.abs(y) + Math.abs(v));
          const [conjugate, expected] = [loops.conjugate(one(y), one(v)), twin.conjugate(one(y), one(v))];
          if (expected === Infinity) expect(conjugate).toBe(Infinity);
          else {
            const scale =
              Math.abs(expected) + b[0] * (Math.abs(y) + Math.abs(v) + b[0] * (b[0] > 0 ? bend(b[0]) : 0));
            expect(Math.abs(conjugate - expected)).toBeLessThanOrEqual(1e-13 * (1 + steepness) * scale);
          }
          const kappa = 10 ** decade;
          loops.prox(a, one(y), one(v), kappa);
          twin.prox(b, one(y), one(v), kappa);
          if (b[0] > 1e-290) {
            const rounding = (8e-15 * (kappa * Math.abs(y) + Math.abs(v))) / (b[0] * (bend(b[0]) + kappa));
            expect(Math.abs(a[0] / b[0] - 1)).toBeLessThan(
              rounding + 2e-15 * (10 + steepness + Math.abs(Math.log(b[0]))),
            );
          } else expect(a[0]).toBeCloseTo(b[0], 200);
        }),
        { numRuns: 300 },
      );
    });

    test('have the same Fenchel gap and Bregman distance, from a millionth to ten times apart', () => {
      fc.assert(
        fc.property(pairs, ({ p, q, e }) => {
          const y = slope(q);
          const gap = loops.fenchelGap(one(p), one(y), none);
          const expected = twin.fenchelGap(one(p), one(y), none);
          // q of y is known to its rounding, and the gap is quadratic in the distance to it.
          const known = (1e-15 * (2 + Math.abs(y)) * (1 + 2 / Math.abs(e))) / (q * bend(q));
          expect(Math.abs(gap - expected)).toBeLessThanOrEqual(
            (2e-12 + 8 * known + (1e-14 * steepness) / Math.abs(e)) * expected,
          );
          const distance = loops.bregman(one(p), one(q));
          const reference = twin.bregman(one(p), one(q));
          expect(Math.abs(distance - reference)).toBeLessThanOrEqual((2e-12 + known) * reference);
        }),
        { numRuns: 500 },
      );
    });

    test('agree at and beyond the ends', () => {
      const densities = [0, 1e-300, 1e-12, 1, 1e12, -1e-300, -1];
      const slopes = [-1e300, -1e4, -1, -1e-9, 0, 1e-9, 1, 1e3];
      const same = (a: number, b: number) => {
        if (!Number.isFinite(b)) expect(a).toBe(b);
        else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-11 * Math.abs(b) + 1e-290);
      };
      const [a, b] = [one(0), one(0)];
      for (const p of densities) {
        same(loops.value(one(p), one(2)), twin.value(one(p), one(2)));
        for (const q of densities) same(loops.bregman(one(p), one(q)), twin.bregman(one(p), one(q)));
        for (const y of slopes) {
          const expected = twin.fenchelGap(one(p), one(y), none);
          const gap = loops.fenchelGap(one(p), one(y), none);
          // Where U* is beyond the doubles, or its rounding is more than the gap, a finite number is as good as any.
          if (expected < Infinity && expected > 1e-9)
            expect(Math.abs(gap - expected)).toBeLessThanOrEqual(1e-6 * expected);
          else expect(gap).toBeGreaterThanOrEqual(0);
        }
      }
      for (const y of slopes) {
        loops.inverse(a, one(y), none);
        twin.inverse(b, one(y), none);
        if (b[0] > 1e-280 && b[0] < 1e280) expect(a[0] / b[0]).toBeCloseTo(1, 10);
        else expect(a[0] < 1e-280 || a[0] > 1e280).toBe(true);
      }
      expect(loops.value(one(Number.NaN), none)).toBeNaN();
      expect(loops.fenchelGap(one(Number.NaN), one(1), none)).toBeNaN();
      expect(loops.bregman(one(Number.NaN), one(1))).toBeNaN();
      expect(loops.bregman(one(1), one(Number.NaN))).toBeNaN();
    });
  },
);

describe('which closed form is taken', () => {
  test('that of sums of entropies and squares, and of equal powers', () => {
    expect(closedFormOf([heat(1), heat(2)], half)).toEqual({ kind: 'entropy', a: 3, b: 0 });
    expect(closedFormOf([porous(2, 1), heat(2), porous(2, 3)], half)).toEqual({
      kind: 'entropy',
      a: 2,
      b: 4,
    });
    expect(closedFormOf([porous(3, 1), porous(3, 0.5)], half)).toEqual({ kind: 'power', m: 3, c: 1.5 });
  });

  test('none of mixtures, of nothing, of a smaller domain and of what is not ours', () => {
    expect(closedFormOf([heat(1), porous(3, 1)], half)).toBeNull();
    expect(closedFormOf([heat(1), porous(2, 1), porous(3, 1)], half)).toBeNull();
    expect(closedFormOf([porous(2, 1), porous(3, 1)], half)).toBeNull();
    expect(closedFormOf([], half)).toBeNull();
    expect(closedFormOf([heat(1)], [0, 2])).toBeNull();
    const { closedForm: _, ...own } = entropyDensity;
    expect(closedFormOf([{ kind: 'internal', coefficient: 1, density: own }], half)).toBeNull();
  });
});

describe('logarithms of what is near one', () => {
  // Taylor series from the smallest term, with all the terms that there are.
  const series = (t: number, coefficient: (k: number) => number): number => {
    let s = 0;
    for (let k = 80; k >= 2; k--) s = s * t + coefficient(k);
    return s * t * t;
  };
  const sign = (k: number) => (k % 2 === 0 ? 1 : -1);
  const small = fc.double({ min: -0.14, max: 0.14, noNaN: true });

  test('are those of Taylor, to rounding', () => {
    const factorials = [1, 1];
    for (let k = 2; k <= 80; k++) factorials.push(k * factorials[k - 1]);
    fc.assert(
      fc.property(small, (t) => {
        const near = (a: number, b: number) =>
          expect(Math.abs(a - b)).toBeLessThanOrEqual(1.2e-15 * Math.abs(b) + 1e-300);
        near(log1pOfSmall(t), Math.log1p(t));
        near(
          logDefect(t),
          series(t, (k) => sign(k) / k),
        );
        near(
          entropyDefect(t),
          series(t, (k) => sign(k) / (k * (k - 1))),
        );
        near(
          exponentialDefect(t),
          series(t, (k) => 1 / factorials[k]),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
