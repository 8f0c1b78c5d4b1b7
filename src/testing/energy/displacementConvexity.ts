import fc from 'fast-check';
import type { InternalDensity } from '../../energy/index.ts';
import { logUniform } from '../arbitraries/timeSteps.ts';
import { forAll } from '../forAll.ts';
import { displaced, energyOfParcels, type Parcels, squaredDistance } from './geodesic.ts';
import { type EnergyLaw, type EnergySubject, law } from './law.ts';

const isBounded = ({ energy }: EnergySubject): boolean => energy.capabilities.domain[1] < Infinity;

/** Two measures of mass 1 on the axis of a grid, cut into parcels of the same masses. */
function geodesics({ grid }: EnergySubject): fc.Arbitrary<{ from: Parcels; to: Parcels; t: number }> {
  const { lower, upper } = grid.axes[0];
  const count = 6;
  const parts = (n: number) =>
    fc.array(fc.integer({ min: 1, max: 100 }), { minLength: n, maxLength: n }).map((a) => {
      const total = a.reduce((s, v) => s + v, 0);
      return a.map((v) => v / total);
    });
  const place = (widths: readonly number[]) => {
    // The first and last widths are gaps beside the measure.
    let x = lower + widths[0] * (upper - lower);
    return [x, ...widths.slice(1, -1).map((w) => (x += w * (upper - lower)))];
  };
  return fc
    .record({
      masses: parts(count),
      a: parts(count + 2),
      b: parts(count + 2),
      t: fc.integer({ min: 1, max: 99 }).map((k) => k / 100),
    })
    .map(({ masses, a, b, t }) => ({ from: { masses, ends: place(a) }, to: { masses, ends: place(b) }, t }));
}

/**
 * λ-convexity along geodesics of the line, for the λ that the energy declares:
 * E(t) ≤ (1 − t) E(0) + t E(1) − λ t (1 − t) W₂²/2.
 */
export const alongGeodesics: EnergyLaw = law(
  (subject) => {
    const { energy } = subject;
    const lambda = energy.capabilities.displacementConvexity(1);
    forAll(subject, geodesics(subject), ({ from, to, t }) => {
      const [a, b] = [energyOfParcels(energy, from), energyOfParcels(energy, to)];
      const between = energyOfParcels(energy, displaced(from, to, t));
      const bound = (1 - t) * a + t * b - 0.5 * lambda * t * (1 - t) * squaredDistance(from, to);
      const noise = 1e-11 * (1 + Math.abs(a) + Math.abs(b) + Math.abs(between));
      if (!(between <= bound + noise))
        throw new Error(
          `with λ = ${lambda} the energy on the way is ${between}, above the bound, ${bound}, at t = ${t}`,
        );
    });
  },
  (subject) =>
    subject.grid.dimension === 1 &&
    !isBounded(subject) &&
    subject.energy.capabilities.displacementConvexity(1) > -Infinity,
);

/** s^d U(s^−d) at s. */
function dilated(density: InternalDensity, dimension: number, s: number): number {
  return s ** dimension * density.U(s ** -dimension);
}

/** What the rounding of U and of its argument is measured by; terms that cancel in a small U(p) may be as large as U is in the middle of its domain. */
function rounding(density: InternalDensity, dimension: number, s: number): number {
  const p = s ** -dimension;
  const middle = Math.min(1, 0.5 * (density.domain[0] + density.domain[1]));
  return (Math.abs(density.U(p)) + 1e-3 * Math.abs(density.U(middle)) + p * Math.abs(density.dU(p))) / p;
}

/** McCann's condition on every internal energy that claims it: s ↦ s^d U(s^−d) is convex and nonincreasing. */
export const mcCann: EnergyLaw = law(
  (subject) => {
    const { energy, grid } = subject;
    const d = grid.dimension;
    for (const term of energy.terms) {
      if (term.kind !== 'internal' || !term.density.displacementConvex(d)) continue;
      const { density } = term;
      // s^−d stays inside the domain of the density.
      const smallest = Math.max(1e-3, density.domain[1] ** (-1 / d) * (1 + 1e-6));
      const largest = Math.min(1e3, density.domain[0] ** (-1 / d) * (1 - 1e-6));
      const samples = fc.record({
        a: logUniform(smallest, largest),
        b: logUniform(smallest, largest),
        t: fc.integer({ min: 1, max: 99 }).map((k) => k / 100),
      });
      forAll({ ...subject, name: density.name }, samples, ({ a, b, t }) => {
        const f = (s: number) => dilated(density, d, s);
        const noise = 1e-12 * (rounding(density, d, a) + rounding(density, d, b));
        const [between, chord] = [f((1 - t) * a + t * b), (1 - t) * f(a) + t * f(b)];
        if (!(between <= chord + noise))
          throw new Error(
            `s^d U(s^−d) is not convex in dimension ${d}: ${between} above ${chord} at t = ${t}`,
          );
        if (!(f(Math.max(a, b)) <= f(Math.min(a, b)) + noise))
          throw new Error(
            `s^d U(s^−d) increases in dimension ${d}, from s = ${Math.min(a, b)} to ${Math.max(a, b)}`,
          );
      });
    }
  },
  ({ energy, grid }) =>
    energy.terms.some((t) => t.kind === 'internal' && t.density.displacementConvex(grid.dimension)),
);
