import {
  ArgumentError,
  DerivativeError,
  exponential,
  gaussian,
  hardSphere,
  isHardSphere,
  pairPotential,
  powerLaw,
  repulsiveLennardJones,
  softRamp,
  UnknownNameError,
  yukawa,
} from 'ottoflow';
import { expect, test } from 'vitest';

const soft = [
  yukawa(2),
  powerLaw(3.5, 0.7),
  exponential(4),
  gaussian(3),
  softRamp(2),
  repulsiveLennardJones(1.5),
];

test.each(soft)('the force of $name is −u′', ({ u, force, cutoff }) => {
  for (const r of [0.3, 0.8, 0.99, 1.05, 1.3, 2.7]) {
    if (Math.abs(r - cutoff) < 0.02) continue;
    const h = 1e-4 * r;
    const expected = -(8 * (u(r + h) - u(r - h)) - (u(r + 2 * h) - u(r - 2 * h))) / (12 * h);
    const given = force?.(r) ?? NaN;
    expect(Math.abs(given - expected)).toBeLessThanOrEqual(1e-9 * (Math.abs(expected) + u(r) / r));
  }
});

test.each(soft)('$name is repulsive and zero beyond its cut-off', ({ u, force, cutoff, hardCore }) => {
  expect(hardCore).toBe(0);
  for (let r = 0.05; r < 5; r += 0.05) {
    expect(u(r)).toBeGreaterThanOrEqual(u(r + 0.05));
    expect(force?.(r)).toBeGreaterThanOrEqual(0);
    if (r >= cutoff) expect([u(r), force?.(r)]).toEqual([0, 0]);
  }
});

test('the repulsive Lennard–Jones core is 4A(r^−12 − r^−6) + A', () => {
  for (const r of [0.7, 0.9, 1, 1.1])
    expect(repulsiveLennardJones(2).u(r)).toBeCloseTo(8 * (r ** -12 - r ** -6) + 2, 8);
  expect(repulsiveLennardJones().u(2 ** (1 / 6))).toBe(0);
});

test('hard spheres are told from the rest', () => {
  expect(isHardSphere(hardSphere())).toBe(true);
  expect(isHardSphere(pairPotential({ u: () => 0, hardCore: 0.5, cutoff: 0.5 }))).toBe(true);
  expect(isHardSphere(pairPotential({ u: (r) => Math.exp(-r), hardCore: 1 }))).toBe(false);
  for (const potential of soft) expect(isHardSphere(potential)).toBe(false);
});

test.each([0, -1, NaN, Infinity])('amplitude %d is refused by name', (a) => {
  for (const make of [yukawa, exponential, gaussian, softRamp, repulsiveLennardJones])
    expect(() => make(a)).toThrow(/amplitude is .* allowed: a finite number > 0/);
  expect(() => powerLaw(a)).toThrow(/exponent is/);
  expect(() => powerLaw(4, a)).toThrow(/amplitude is/);
});

test('a user’s u is called outside the core and inside the cut-off only', () => {
  const potential = pairPotential({
    hardCore: 1,
    cutoff: 2,
    u: (r) => (r >= 1 && r < 2 ? 2 - r : NaN),
    force: (r) => (r >= 1 && r < 2 ? 1 : NaN),
  });
  expect([0.5, 1, 1.5, 2, 3].map(potential.u)).toEqual([Infinity, 1, 0.5, 0, 0]);
  expect(potential.force?.(3)).toBe(0);
  expect(potential.excludedVolume(1)).toBeCloseTo(2 * (1 + Math.exp(-1)), 12);
});

test('NaN and minus infinity are refused, with the radius', () => {
  expect(() => pairPotential({ name: 'bad', u: (r) => (r > 0.01 ? 0 : NaN) })).toThrow(/bad: u\(.*\) is NaN/);
  expect(() => pairPotential({ u: (r) => (r > 1 ? 0 : -Infinity) })).toThrow(ArgumentError);
  expect(() => pairPotential({ u: () => NaN })).toThrow(ArgumentError);
  // A NaN that probing misses is met by the quadrature.
  const narrow = pairPotential({ u: (r) => (r > 1.02 && r < 1.1 ? NaN : Math.exp(-r)) });
  expect(() => narrow.excludedVolume(1)).toThrow(/u\(1\.0\d*\) is NaN/);
});

test('a hard core must be declared; a singular soft core need not', () => {
  expect(() => pairPotential({ u: (r) => (r < 0.75 ? Infinity : 0) })).toThrow(/say hardCore: 0\.75/);
  expect(() => pairPotential({ u: () => Infinity })).toThrow(ArgumentError);
  expect(pairPotential({ u: (r) => r ** -80 }).hardCore).toBe(0);
  expect(pairPotential({ u: (r) => Math.exp(1 / r) - 1 }).hardCore).toBe(0);
});

test('a force that is not −u′ is refused', () => {
  const u = (r: number): number => Math.exp(-r) / r;
  expect(() => pairPotential({ u, force: (r) => -Math.exp(-r) / r })).toThrow(DerivativeError);
  expect(() => pairPotential({ u, force: () => NaN })).toThrow(ArgumentError);
  expect(pairPotential({ u, force: yukawa().force ?? u }).force?.(1)).toBe(yukawa().force?.(1));
  // Kinks are no reason for refusal.
  expect(pairPotential({ u: (r) => Math.max(0, 1 - r), force: (r) => (r < 1 ? 1 : 0) }).cutoff).toBe(
    Infinity,
  );
});

test('misspelt options and impossible radii are refused', () => {
  const wrong = { u: () => 0, hardcore: 1 };
  expect(() => pairPotential(wrong)).toThrow(UnknownNameError);
  expect(() => pairPotential({ u: () => 0, hardCore: -1 })).toThrow(/hardCore is -1/);
  expect(() => pairPotential({ u: () => 0, hardCore: 2, cutoff: 1 })).toThrow(/cutoff is 1/);
});
