import { describe, expect, test } from 'vitest';
import { entropy, potential, power } from '../../src/energy/index.ts';
import { CapabilityError } from '../../src/errors/index.ts';
import { fermi, localEnergies } from './samples.ts';
import { cell, one, scalar } from './scalar.ts';

describe('at the ends', () => {
  test('an empty cell costs what the limit of U says, and gaps there are finite', () => {
    const E = scalar(entropy());
    expect(E.value(0)).toBe(0);
    expect(E.gap(0, 1)).toBeCloseTo(1, 15);
    expect(E.gap(0, -2000)).toBe(0);
    expect(E.gap(2, -2000)).toBeCloseTo(2 * Math.log(2) + 4000, 10);
    expect(E.bregman(1, 0)).toBe(Infinity);
    expect(E.bregman(0, 1)).toBe(1);
  });

  test('outside the domain an energy is infinite', () => {
    expect(scalar(entropy()).value(-1e-300)).toBe(Infinity);
    expect(scalar(power(3)).value(-1)).toBe(Infinity);
    expect(scalar(fermi()).value(1 + 1e-15)).toBe(Infinity);
    expect(scalar(fermi()).gap(1.5, 0)).toBe(Infinity);
  });

  test('beyond the range of U′ the inverse is the end point, and the gap counts how far beyond', () => {
    const box = scalar(localEnergies[localEnergies.length - 1][1]);
    expect(box.inverse(10)).toBe(3);
    expect(box.inverse(-10)).toBe(0.25);
    // E(p) + E*(y) − py with E*(10) = 30 − 4.5 and E*(−10) = −2.5 − 1/32.
    for (const p of [2.9999, 2.5, 0.2501, 0.25, 3]) {
      expect(box.gap(p, 10)).toBeCloseTo(0.5 * p * p + 25.5 - 10 * p, 12);
      expect(box.gap(p, -10)).toBeCloseTo(0.5 * p * p - 2.5 - 1 / 32 + 10 * p, 12);
    }
  });

  test('where no density is large enough the conjugate and the gap are infinite, never NaN', () => {
    const fast = scalar(power(0.5));
    for (const y of [0, 1]) {
      expect(fast.inverse(y)).toBe(Infinity);
      expect(fast.conjugate(y)).toBe(Infinity);
      expect(fast.gap(1, y)).toBe(Infinity);
    }
    const heat = scalar(entropy());
    expect(heat.conjugate(1e4)).toBe(Infinity);
    expect(heat.gap(1, 1e4)).toBe(Infinity);
  });

  test('near the smallest of doubles, where U″ overflows, gaps are tiny numbers, not NaN', () => {
    for (const energy of [entropy(), power(0.5), entropy().plus(power(1.1))]) {
      const E = scalar(energy);
      for (const p of [5e-324, 1e-310, 1e-300, 1e-200])
        for (const q of [p, 1.01 * p, 1.04 * p, 2 * p]) {
          expect(E.bregman(p, q)).toBeGreaterThanOrEqual(0);
          expect(E.bregman(p, q)).toBeLessThan(1e-90);
        }
    }
  });

  test('a gap near the upper end of a domain sees the singularity of U″ there', () => {
    const E = scalar(fermi());
    const [p, q] = [0.9995, 0.999];
    const naive = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    expect(E.bregman(p, q) / naive).toBeCloseTo(1, 9);
  });
});

test('an energy without U has no inverse or conjugate, but a prox', () => {
  const tilt = potential(() => 2).on(cell);
  const out = new Float64Array(1);
  expect(() => tilt.inverse(out, one(0))).toThrow(CapabilityError);
  expect(() => tilt.conjugate(one(0))).toThrow(
    'needs an internal energy U(p) that is strictly convex; add entropy()',
  );
  expect(() => tilt.fenchelGap(one(0), one(0))).toThrow(CapabilityError);
  for (const [x, expected] of [
    [5, 4],
    [0.25, 0],
    [1, 0],
  ]) {
    tilt.prox(out, one(x), 0.5);
    expect(out[0]).toBeCloseTo(expected, 14);
  }
});
