import type { DiscreteEnergy } from '../src/index.ts';

/**
 * E(p) − E(q) for densities of equal mass, as D_U(p | q) + N's remainder + ⟨δE(q) − c, p − q⟩ with c the mean of δE(q): relatively
 * accurate even where the two energies agree in all their digits.
 *
 * @param slope - δE(q), n cells.
 */
export function energyDecrease(
  p: Float64Array,
  q: Float64Array,
  slope: Float64Array,
  energy: DiscreteEnergy,
): number {
  let mean = 0;
  let mass = 0;
  for (let i = 0; i < q.length; i++) {
    if (q[i] > 0) mean += q[i] * slope[i];
    mass += q[i];
  }
  mean /= mass;
  let linear = 0;
  for (let i = 0; i < q.length; i++) if (p[i] !== q[i]) linear += (slope[i] - mean) * (p[i] - q[i]);
  const remainder = energy.nonlocal === null ? 0 : energy.nonlocal.remainder(p, q);
  return energy.local.bregman(p, q) + remainder + energy.grid.cellVolume * linear;
}
