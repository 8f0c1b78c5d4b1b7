import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
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
import { gamma } from '../../src/numerics/gamma.ts';
import { integrate } from '../../src/numerics/gaussKronrod.ts';

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

test('steep inverse powers on a line', () => {
  // ρ = s^{−1/p} with e^{−s} uniform in [0, 1] is the length of a rod, and three rods of lengths ρ overlap on 2(ab + bc + ca) − a² − b² − c².
  for (const p of [36, 400, 4000])
    expect(powerLaw(p).thirdVirial(1) / (2 * gamma(1 - 1 / p) ** 2 - gamma(1 - 2 / p))).toBeCloseTo(1, 10);
});

/** The volume in which balls of radii b ≥ c overlap, their centres r apart, b − c ≤ r ≤ b + c. */
const LENSES = [
  (b: number, c: number, r: number) => b + c - r,
  (b: number, c: number, r: number) =>
    b * b * Math.acos((r * r + b * b - c * c) / (2 * r * b)) +
    c * c * Math.acos((r * r + c * c - b * b) / (2 * r * c)) -
    0.5 * Math.sqrt((b + c - r) * (r + b - c) * (r - b + c) * (r + b + c)),
  (b: number, c: number, r: number) =>
    (Math.PI * (b + c - r) ** 2 * (r * r + 2 * r * (b + c) - 3 * (b - c) ** 2)) / (12 * r),
];
/** Surface and volume of the unit ball. */
const BALLS = [
  [2, 2],
  [2 * Math.PI, Math.PI],
  [4 * Math.PI, (4 / 3) * Math.PI],
] as const;

/** Nodes and weights of ∫_0^∞ e^{−s} f(s) ds, by eigenvalues: Golub–Welsch 1969. */
function laguerre(n: number): { node: number; weight: number }[] {
  const jacobi = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    jacobi.set(i, i, 2 * i + 1);
    if (i > 0) jacobi.set(i, i - 1, i).set(i - 1, i, i);
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(jacobi, {
    assumeSymmetric: true,
  });
  return realEigenvalues.map((node, i) => ({ node, weight: eigenvectorMatrix.get(0, i) ** 2 }));
}

test('steep ramps are hard particles of many radii', () => {
  // 1 − e^{−A(1 − r)} is the share of radii 1 − s/A beyond r, s exponentially distributed, up to e^{−A}.
  const steepness = 200;
  const radii = laguerre(6).map(({ node, weight }) => ({ radius: 1 - node / steepness, weight }));
  for (const d of DIMENSIONS) {
    const [surface, volume] = BALLS[d - 1];
    const overlap = (a: number, b: number, c: number): number => {
      const [larger, smaller] = [Math.max(b, c), Math.min(b, c)];
      const apart = larger - smaller;
      const shell = (r: number): number => r ** (d - 1) * LENSES[d - 1](larger, smaller, r);
      const inside = volume * smaller ** d * volume * apart ** d;
      return inside + surface * integrate(shell, apart, a).value;
    };
    let sum = 0;
    for (const a of radii)
      for (const b of radii)
        for (const c of radii) sum += a.weight * b.weight * c.weight * overlap(a.radius, b.radius, c.radius);
    expect((3 * softRamp(steepness).thirdVirial(d)) / sum).toBeCloseTo(1, 10);
  }
});

test('what is steep is looked at no more often than a few million times', () => {
  for (const d of DIMENSIONS) {
    let calls = 0;
    const u = (r: number): number => {
      calls++;
      return r ** -400;
    };
    pairPotential({ name: 'steep', u }).thirdVirial(d);
    expect(calls).toBeLessThan(4e6);
  }
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
