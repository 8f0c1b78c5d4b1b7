import { isLocalEnergy } from '../../energy/index.ts';
import { absoluteProduct, innerProduct, norm1 } from '../arrays.ts';
import type { EnergyLaw } from './law.ts';
import { curvatureAt, expectCells, invertible, localLaw, variation } from './localLaw.ts';

/** `inverse` undoes the first variation, as far as the rounding of the latter allows. */
export const inverse: EnergyLaw = localLaw((energy, { p }) => {
  const y = variation(energy, p);
  const slope = curvatureAt(energy, p);
  const found = new Float64Array(p.length);
  energy.inverse(found, y);
  const rounding = (i: number) => 1e-13 * (1 + Math.abs(y[i]) + Math.abs(energy.potential[i]));
  expectCells('the inverse of the first variation', found, p, (i) => rounding(i) / slope[i] + 1e-12 * p[i]);
}, invertible);

/** E*(y) = ⟨y, p⟩ − E(p) at y = δE(p), and no other density gives more. */
export const conjugate: EnergyLaw = localLaw((energy, { p, q }) => {
  const y = variation(energy, p);
  const given = energy.conjugate(y);
  const paired = (r: Float64Array) => absoluteProduct(r, y, energy.grid);
  const attained = innerProduct(y, p, energy.grid) - energy.value(p);
  const tolerance = 1e-12 * (1 + paired(p) + Math.abs(energy.value(p)));
  if (!(Math.abs(given - attained) <= tolerance))
    throw new Error(`E*(δE(p)) is ${given}, but ⟨δE(p), p⟩ − E(p) is ${attained}`);
  const elsewhere = innerProduct(y, q, energy.grid) - energy.value(q);
  if (elsewhere > given + tolerance + 1e-12 * (paired(q) + Math.abs(energy.value(q))))
    throw new Error(`E*(y) is ${given}, but ⟨y, q⟩ − E(q) is larger, ${elsewhere}, at another density`);
}, invertible);

/** The Fenchel–Young gap is E(p) + E*(y) − ⟨p, y⟩, nonnegative, and zero at y = δE(p). */
export const fenchelYoung: EnergyLaw = localLaw((energy, { p, q }) => {
  const y = variation(energy, p);
  const [value, conjugateValue] = [energy.value(q), energy.conjugate(y)];
  const naive = value + conjugateValue - innerProduct(y, q, energy.grid);
  const gap = energy.fenchelGap(q, y);
  const terms = Math.abs(value) + Math.abs(conjugateValue) + absoluteProduct(q, y, energy.grid);
  if (!(gap >= 0)) throw new Error(`the gap is ${gap}, below zero`);
  if (!(Math.abs(gap - naive) <= 1e-12 * (1 + terms) + 1e-9 * gap))
    throw new Error(`the gap is ${gap}, but E(p) + E*(y) − ⟨p, y⟩ is ${naive}`);
  const least = energy.fenchelGap(p, y);
  if (!(least >= 0 && least <= 1e-12 * (1 + terms)))
    throw new Error(`the gap at y = δE(p) is ${least}, not 0`);
}, invertible);

/** The Bregman distance is E(q) − E(p) − ⟨δE(p), q − p⟩, nonnegative, and zero at q = p. */
export const bregman: EnergyLaw = localLaw(
  (energy, { p, q }) => {
    const y = variation(energy, p);
    const distance = energy.bregman(q, p);
    const naive =
      energy.value(q) - energy.value(p) - innerProduct(y, q, energy.grid) + innerProduct(y, p, energy.grid);
    const moved = norm1(
      q.map((v, i) => (Math.abs(v) + p[i]) * Math.abs(y[i])),
      energy.grid,
    );
    const terms = Math.abs(energy.value(q)) + Math.abs(energy.value(p)) + moved;
    if (!(distance >= 0)) throw new Error(`it is ${distance}, below zero`);
    if (!(Math.abs(distance - naive) <= 1e-12 * (1 + terms) + 1e-9 * distance))
      throw new Error(`it is ${distance}, but E(q) − E(p) − ⟨δE(p), q − p⟩ is ${naive}`);
    const itself = energy.bregman(p, p);
    if (itself !== 0) throw new Error(`from a density to itself it is ${itself}, not 0`);
  },
  ({ energy }) => isLocalEnergy(energy) && energy.capabilities.convex,
);
