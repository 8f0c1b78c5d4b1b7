import { isLocalEnergy } from '../../energy/index.ts';
import { norm1 } from '../arrays.ts';
import type { EnergyLaw } from './law.ts';
import { curvatureAt, expectCells, invertible, localLaw, variation } from './localLaw.ts';

/** prox undoes p + σ δE(p), stays in the domain, and does not move points apart. */
export const prox: EnergyLaw = localLaw(
  (energy, { p, q, step }) => {
    const y = variation(energy, p);
    const slope = curvatureAt(energy, p);
    const x = p.map((v, i) => v + step * y[i]);
    const found = new Float64Array(p.length);
    energy.prox(found, x, step);
    const rounding = (i: number) =>
      1e-13 * (1 + Math.abs(y[i]) + Math.abs(energy.potential[i]) + (p[i] + Math.abs(x[i])) / step);
    expectCells('prox of p + σ δE(p)', found, p, (i) => rounding(i) / (slope[i] + 1 / step) + 1e-12 * p[i]);
    const other = new Float64Array(p.length);
    energy.prox(other, q, step);
    const [lower, upper] = energy.domain;
    const outside = other.findIndex((v) => !(v >= lower && v <= upper));
    if (outside >= 0)
      throw new Error(`in cell ${outside} prox is ${other[outside]}, outside [${lower}, ${upper}]`);
    const apart = other.findIndex((v, i) => {
      const noise =
        1e-12 * (v + found[i] + Math.abs(q[i]) + Math.abs(x[i]) + step * Math.abs(energy.potential[i]));
      return Math.abs(v - found[i]) > Math.abs(q[i] - x[i]) + noise;
    });
    if (apart >= 0)
      throw new Error(
        `in cell ${apart} prox takes ${q[apart]} and ${x[apart]} further apart, to ${other[apart]} and ${found[apart]}`,
      );
  },
  ({ energy }) => isLocalEnergy(energy) && energy.capabilities.convex,
);

/** Moreau: y = (x − prox x)/σ and prox x attain the Fenchel–Young equality, for any x. */
export const moreau: EnergyLaw = localLaw((energy, { q, step }) => {
  // Also far outside the domain, where prox must stop at its ends.
  const x = q.map((v, i) => 3 * v - (i % 3));
  const near = new Float64Array(q.length);
  energy.prox(near, x, step);
  const y = x.map((v, i) => (v - near[i]) / step);
  const gap = energy.fenchelGap(near, y);
  const terms =
    Math.abs(energy.value(near)) +
    norm1(
      near.map((v, i) => (v + Math.abs(x[i])) * Math.abs(y[i])),
      energy.grid,
    );
  if (!(gap >= 0 && gap <= 1e-11 * (1 + terms)))
    throw new Error(
      `with y = (x − prox x)/σ the Fenchel–Young gap of prox x is ${gap}, not 0, at σ = ${step}`,
    );
}, invertible);
