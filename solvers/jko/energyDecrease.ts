import type { DiscreteLocalEnergy } from '../../src/index.ts';

/**
 * E(p) − E(q) for densities of equal mass, as D_E(p | q) + ⟨δE(q) − c, p − q⟩ with c the mean of δE(q): relatively accurate
 * even where the two energies agree in all their digits.
 *
 * @param scratch - n cells, overwritten.
 */
export function energyDecrease(
  scratch: Float64Array,
  p: Float64Array,
  q: Float64Array,
  energy: DiscreteLocalEnergy,
): number {
  energy.firstVariation(scratch, q);
  let mean = 0;
  let mass = 0;
  for (let i = 0; i < q.length; i++) {
    if (q[i] > 0) mean += q[i] * scratch[i];
    mass += q[i];
  }
  mean /= mass;
  let linear = 0;
  for (let i = 0; i < q.length; i++) if (p[i] !== q[i]) linear += (scratch[i] - mean) * (p[i] - q[i]);
  return energy.bregman(p, q) + energy.grid.cellVolume * linear;
}
