import {
  gaussian,
  hardSphere,
  type PairPotential,
  pairPotential,
  powerLaw,
  repulsiveLennardJones,
  softRamp,
  yukawa,
} from 'ottoflow';
import { expect, test } from 'vitest';

const DIMENSIONS = [1, 2, 3] as const;

function ratio(pair: PairPotential, d: number): number {
  return pair.thirdVirial(d) / (0.5 * pair.excludedVolume(d)) ** 2;
}

/** Its Mayer function is −e^{−r²}: B₃ = ⅓ (2π)^{−d} ∫ π^{3d/2} e^{−3k²/4} dk = π^d 3^{−1−d/2}. */
const molecules = pairPotential({ name: 'molecules', u: (r) => -Math.log1p(-Math.exp(-r * r)) });

test('where the Mayer function is Gaussian there is a closed form', () => {
  for (const d of DIMENSIONS)
    expect(molecules.thirdVirial(d) / (Math.PI ** d * 3 ** (-1 - d / 2))).toBeCloseTo(1, 10);
});

test('hard rods, disks and spheres are the limit of steep ramps', () => {
  expect(DIMENSIONS.map((d) => ratio(hardSphere(), d))).toEqual([1, expect.closeTo(0.782004438, 9), 0.625]);
  // e^{−A (1 − r)} is e^{−1} at 1 − 1/A: B₃ comes to its limit like that of spheres smaller by O(1/A).
  for (const d of DIMENSIONS)
    expect(Math.abs(softRamp(200).thirdVirial(d) / hardSphere().thirdVirial(d) - 1)).toBeLessThan(
      (4 * d) / 200,
    );
});

test('weak potentials: B₃ → A³/3 ∬ of the bare ones, and length scales as it must', () => {
  const weak = 1e-4;
  expect(gaussian(weak).thirdVirial(1) / ((weak ** 3 * Math.PI * 3 ** -0.5) / 3)).toBeCloseTo(1, 3);
  // A r^{−4} is r^{−4} in units of A^{1/4}.
  expect(powerLaw(4, 16).thirdVirial(1) / (4 * powerLaw(4).thirdVirial(1))).toBeCloseTo(1, 8);
});

test('sums over lattices say the same', () => {
  // Trapezoidal sums of analytic functions that die away: exact to far below 1e-8.
  const h = 0.3;
  const points = Array.from({ length: 29 }, (_, i) => (i - 14) * h);
  const { u } = gaussian();
  const f = (square: number): number => Math.expm1(-u(Math.sqrt(square)));
  let line = 0;
  for (const x of points) for (const y of points) line += f(x * x) * f(y * y) * f((x - y) ** 2);
  expect(gaussian().thirdVirial(1)).toBeCloseTo((-line * h ** 2) / 3, 8);
  const plane = points.flatMap((x) => points.map((y) => ({ x, y, f: f(x * x + y * y) })));
  let sum = 0;
  for (const a of plane) for (const b of plane) sum += a.f * b.f * f((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
  expect(gaussian().thirdVirial(2)).toBeCloseTo((-sum * h ** 4) / 3, 8);
});

test('soft particles overlap: B₃/B₂² is positive, and below that of hard ones', () => {
  for (const pair of [yukawa(), repulsiveLennardJones()])
    for (const d of [1, 2] as const) {
      expect(ratio(pair, d)).toBeGreaterThan(0);
      expect(ratio(pair, d)).toBeLessThan(ratio(hardSphere(), d));
    }
});

test('a hard core with a tail, and a tail that is too slow, are refused', () => {
  const core = pairPotential({ name: 'core', u: (r) => Math.exp(-r), hardCore: 1 });
  expect(() => core.thirdVirial(2)).toThrow(expect.objectContaining({ code: 'capability' }));
  expect(() => yukawa().thirdVirial(4)).toThrow(expect.objectContaining({ code: 'argument' }));
});
