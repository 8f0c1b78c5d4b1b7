import type { DiscreteEnergy, NonlocalPart } from '../../../src/index.ts';

/**
 * W∗p̄ of one backward Euler step, with p̄ = weight · p + (1 − weight) p_old.
 *
 * At the new density, weight 1, where N(p) = ½⟨p, W∗p⟩ is convex; elsewhere half-way between the two, where for every symmetric W
 *
 *     N(p) − N(p_old) = ⟨W∗p̄, p − p_old⟩.
 *
 * Source: Bailo–Carrillo–Hu 2020, Fully discrete positivity-preserving and energy-dissipating schemes for aggregation–diffusion equations
 * with a gradient-flow structure.
 */
export interface NonlocalField {
  readonly part: NonlocalPart;
  readonly weight: 1 | 0.5;
  /** W∗p_old. */
  readonly before: Float64Array;
  /** W∗p̄. */
  readonly values: Float64Array;
}

/** The field of an energy whose nonlocal terms are interactions; null for one that has none. */
export function nonlocalField({ nonlocal, grid }: DiscreteEnergy): NonlocalField | null {
  if (nonlocal === null) return null;
  return {
    part: nonlocal,
    weight: nonlocal.curvature === 'convex' ? 1 : 0.5,
    before: new Float64Array(grid.size),
    values: new Float64Array(grid.size),
  };
}

/** Writes W∗p̄ for the iterate p. */
export function updateField({ part, weight, before, values }: NonlocalField, p: Float64Array): void {
  part.firstVariation(values, p);
  if (weight < 1) for (let i = 0; i < p.length; i++) values[i] = 0.5 * (values[i] + before[i]);
}
