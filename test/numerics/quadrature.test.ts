import { expect, test } from 'vitest';
import { integrate } from '../../src/numerics/gaussKronrod.ts';

test('the rule is exact for polynomials up to degree 31', () => {
  for (let k = 0; k <= 31; k++)
    expect(integrate((x) => x ** k, 0, 1, 1e-13, 1).value).toBeCloseTo(1 / (k + 1), 15);
  expect(Math.abs(integrate((x) => x ** 32, -1, 1, 0, 1).value - 2 / 33)).toBeGreaterThan(1e-17);
});

test('the embedded Gauss rule is exact for polynomials up to degree 19, so the error is rounding there', () => {
  for (let k = 0; k <= 19; k++) expect(integrate((x) => x ** k, 0, 1, 0, 1).error).toBeLessThan(1e-15);
  expect(integrate((x) => x ** 22, 0, 1, 0, 1).error).toBeGreaterThan(1e-14);
});

test('kinks and jumps inside cost panels, not digits', () => {
  const jump = integrate((x) => (x < Math.SQRT1_2 ? 1 : 0), 0, 1);
  expect(jump.converged).toBe(true);
  expect(jump.value).toBeCloseTo(Math.SQRT1_2, 13);
  expect(integrate((x) => Math.abs(x - 0.3), 0, 1).value).toBeCloseTo(0.29, 14);
});

test('integrable singularities at an end', () => {
  expect(integrate(Math.log, 0, 1).value).toBeCloseTo(-1, 12);
});

test('what cannot be found is said, not returned as a number', () => {
  expect(integrate((x) => 1 / x, 0, 1).converged).toBe(false);
  expect(integrate(() => NaN, 0, 1).converged).toBe(false);
  expect(integrate((x) => Math.sin(1e7 * x), 0, 1, 1e-13, 50).converged).toBe(false);
});

test('signs and orientation', () => {
  expect(integrate(Math.sin, 0, 2 * Math.PI).value).toBeCloseTo(0, 13);
  expect(integrate(Math.sin, 0, 2 * Math.PI).absolute).toBeCloseTo(4, 1);
});
