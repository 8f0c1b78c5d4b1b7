import { describe, expect, test } from 'vitest';
import { ArgumentError } from '../../src/errors/index.ts';
import { checkOrder, LawError, refine } from '../../src/testing/index.ts';

const sizes = [0.1, 0.05, 0.025, 0.0125];

describe('refine and checkOrder', () => {
  test('measure the order of a power exactly', () => {
    for (const order of [0.5, 1, 2, 4]) {
      const refinement = refine(sizes, (h) => 3 * h ** order);
      expect(refinement.order).toBeCloseTo(order, 12);
      for (const o of refinement.orders) expect(o).toBeCloseTo(order, 12);
      expect(checkOrder(refinement, order)).toBe(refinement.order);
    }
  });

  test('take any ratio of sizes', () => {
    expect(refine([1, 0.5, 0.3, 0.1], (h) => h * h).order).toBeCloseTo(2, 12);
  });

  test('measure the quadrature errors of the midpoint rule', () => {
    const midpoint = (h: number) => {
      const n = Math.round(1 / h);
      const sum = Array.from({ length: n }, (_, i) => Math.exp((i + 0.5) / n)).reduce((a, b) => a + b, 0);
      return Math.abs(sum / n - Math.E + 1);
    };
    expect(checkOrder(refine(sizes, midpoint), 2, 0.01)).toBeCloseTo(2, 2);
  });

  test('refuse an order that is not there, with a table', () => {
    const refinement = refine(sizes, (h) => h);
    expect(() => checkOrder(refinement, 2)).toThrow(LawError);
    expect(() => checkOrder(refinement, 2)).toThrow(
      'a refinement breaks the law "order": errors shrink at order 1.000, not 2 ± 0.1\n' +
        '  0.1000  1.000e-1\n  0.05000  5.000e-2  1.00\n  0.02500  2.500e-2  1.00\n  0.01250  1.250e-2  1.00',
    );
    expect(() =>
      checkOrder(
        refine(sizes, () => 1),
        1,
      ),
    ).toThrow(LawError);
    expect(() =>
      checkOrder(
        refine(sizes, (h) => h ** 1.2),
        1,
      ),
    ).toThrow(LawError);
    expect(
      checkOrder(
        refine(sizes, (h) => h ** 1.2),
        1,
        0.3,
      ),
    ).toBeCloseTo(1.2, 12);
  });

  test('refuse sizes and errors that are none', () => {
    expect(() => refine([0.1], (h) => h)).toThrow(ArgumentError);
    expect(() => refine([0.1, 0.2], (h) => h)).toThrow(
      'sizes is [0.1, 0.2]; allowed: two or more descending numbers > 0',
    );
    expect(() => refine([0.1, 0], (h) => h)).toThrow(ArgumentError);
    expect(() => refine(sizes, () => Number.NaN)).toThrow('the error at size 0.1 is NaN');
    expect(() => refine(sizes, () => 0)).toThrow(ArgumentError);
    expect(() =>
      checkOrder(
        refine(sizes, (h) => h),
        Number.NaN,
      ),
    ).toThrow(ArgumentError);
  });
});
