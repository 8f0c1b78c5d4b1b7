import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entropyDensity } from '../../src/energy/entropy.ts';
import { generalPointwise, type Pointwise, pointwise } from '../../src/energy/pointwise.ts';
import { powerDensity } from '../../src/energy/power.ts';
import type { InternalTerm } from '../../src/energy/term.ts';

const half = [0, Infinity] as const;

function terms(a: number, b: number): InternalTerm[] {
  const all: InternalTerm[] = [{ kind: 'internal', coefficient: a, density: entropyDensity }];
  if (b > 0) all.push({ kind: 'internal', coefficient: b, density: powerDensity(2) });
  return all;
}

const decade = (n: number) => fc.double({ min: -n, max: n, noNaN: true }).map((e) => 10 ** e);

describe('entropy plus quadratic: the closed form and its general twin', () => {
  const mixtures = fc.tuple(decade(2), fc.oneof(fc.constant(0), decade(2)));

  test('have the same U, U′, U″', () => {
    fc.assert(
      fc.property(mixtures, decade(100), ([a, b], p) => {
        const closed = pointwise(terms(a, b), half);
        const general = generalPointwise(terms(a, b), half);
        const scale = a * p * (1 + Math.abs(Math.log(p))) + b * p * p;
        expect(Math.abs(closed.U(p) - general.U(p))).toBeLessThanOrEqual(1e-15 * scale);
        expect(Math.abs(closed.dU(p) - general.dU(p))).toBeLessThanOrEqual(2e-15 * (scale / p));
        expect(Math.abs(closed.d2U(p) / general.d2U(p) - 1)).toBeLessThan(1e-15);
      }),
    );
  });

  test('have the same inverse, with and without κ', () => {
    const slopes = fc.oneof(fc.constant(0), decade(4));
    fc.assert(
      fc.property(mixtures, slopes, fc.double({ min: -600, max: 600, noNaN: true }), ([a, b], kappa, z) => {
        const y = a * z;
        const p = pointwise(terms(a, b), half).inverse(y, kappa);
        const twin = generalPointwise(terms(a, b), half).inverse(y, kappa);
        expect(Math.abs(p / twin - 1)).toBeLessThan(4e-15 * (10 + Math.abs(z)));
      }),
    );
  });

  test('agree at the ends: 0 in, limits out', () => {
    for (const f of [pointwise(terms(1, 2), half), generalPointwise(terms(1, 2), half)]) {
      expect(f.U(0)).toBe(0);
      expect(f.dU(0)).toBe(-Infinity);
      expect(f.d2U(0)).toBe(Infinity);
      expect(f.U(-1)).toBe(Infinity);
      expect(f.inverse(-1e6, 0)).toBe(0);
      expect(f.inverse(-Infinity, 3)).toBe(0);
    }
  });
});

describe('which form is taken', () => {
  const sameFunctions = (f: Pointwise, g: Pointwise) =>
    [0.1, 1, 7].every(
      (p) => Math.abs(f.U(p) - g.U(p)) < 1e-14 && Math.abs(f.inverse(p, 1) - g.inverse(p, 1)) < 1e-14,
    );

  test('coefficients of equal terms add up', () => {
    const twice = [...terms(1, 0.5), ...terms(2, 0.25)];
    expect(sameFunctions(pointwise(twice, half), pointwise(terms(3, 0.75), half))).toBe(true);
  });

  test('a user density that is called "entropy" or "power(2)" is not taken for ours', () => {
    for (const name of ['entropy', 'power(2)']) {
      const cubic = { ...powerDensity(3), name };
      const f = pointwise([...terms(1, 0), { kind: 'internal', coefficient: 1, density: cubic }], half);
      expect(f.U(2)).toBeCloseTo(2 * Math.log(2) + 4, 14);
      expect(f.dU(2)).toBeCloseTo(Math.log(2) + 1 + 6, 14);
    }
  });

  test('a smaller domain is kept by the general form', () => {
    const f = pointwise(terms(1, 1), [0, 2]);
    expect(f.inverse(1e3, 0)).toBe(2);
    expect(f.U(2.5)).toBe(Infinity);
  });
});
