import { describe, expect, test } from 'vitest';
import { ArgumentError } from '../../src/errors/index.ts';
import { orderOfConvergence } from '../../src/index.ts';
import { checkOrder, LawError } from '../../src/testing/index.ts';

const sizes = [0.1, 0.05, 0.025, 0.0125];

describe('checkOrder', () => {
  test('returns the order of a power exactly', () => {
    for (const order of [0.5, 1, 2, 4]) {
      const refinement = orderOfConvergence(sizes, (h) => 3 * h ** order);
      expect(refinement.order).toBeCloseTo(order, 12);
      for (const o of refinement.orders) expect(o).toBeCloseTo(order, 12);
      expect(checkOrder(refinement, order)).toBe(refinement.order);
    }
  });

  test('accepts the quadrature errors of the midpoint rule', () => {
    const midpoint = (h: number) => {
      const n = Math.round(1 / h);
      const sum = Array.from({ length: n }, (_, i) => Math.exp((i + 0.5) / n)).reduce((a, b) => a + b, 0);
      return Math.abs(sum / n - Math.E + 1);
    };
    expect(checkOrder(orderOfConvergence(sizes, midpoint), 2, 0.01)).toBeCloseTo(2, 2);
  });

  test('refuses an order that is not there, with a table', () => {
    const refinement = orderOfConvergence(sizes, (h) => h);
    expect(() => checkOrder(refinement, 2)).toThrow(LawError);
    expect(() => checkOrder(refinement, 2)).toThrow(
      'a refinement breaks the law "order": errors shrink at order 1.000, not 2 ± 0.1\n' +
        '  0.1000  1.000e-1\n  0.05000  5.000e-2  1.00\n  0.02500  2.500e-2  1.00\n  0.01250  1.250e-2  1.00',
    );
    expect(() =>
      checkOrder(
        orderOfConvergence(sizes, () => 1),
        1,
      ),
    ).toThrow(LawError);
    expect(() =>
      checkOrder(
        orderOfConvergence(sizes, (h) => h ** 1.2),
        1,
      ),
    ).toThrow(LawError);
    expect(
      checkOrder(
        orderOfConvergence(sizes, (h) => h ** 1.2),
        1,
        0.3,
      ),
    ).toBeCloseTo(1.2, 12);
  });

  test('refuses an order that is no number', () => {
    expect(() =>
      checkOrder(
        orderOfConvergence(sizes, (h) => h),
        Number.NaN,
      ),
    ).toThrow(ArgumentError);
  });
});
