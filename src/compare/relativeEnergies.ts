import type { Trajectory } from '../flow/trajectory.ts';
import { relativeEnergy } from '../steady/relativeEnergy.ts';
import type { SteadyState } from '../steady/steadyState.ts';

/** ΔE = E − E∞ along a run. @see {@link relativeEnergies} */
export interface RelativeEnergies {
  /** Times of the snapshots. */
  readonly times: readonly number[];
  /** ΔE at the snapshots as a Bregman distance, good to its last digits however small. */
  readonly relative: readonly number[];
  /** ΔE at the snapshots as the difference of two energies, which is noise below 1e-16 times their size. */
  readonly difference: readonly number[];
}

/**
 * ΔE(t) = E(p(t)) − E∞ at the snapshots of a run, in both ways of computing it.
 *
 * @throws ArgumentError if the steady state is of another grid or mass.
 * @see [Rates](/guide/comparing#rates)
 */
export function relativeEnergies(trajectory: Trajectory, steady: SteadyState): RelativeEnergies {
  const { flow, snapshots } = trajectory;
  const { discrete } = flow;
  return {
    times: snapshots.map(({ time }) => time),
    relative: snapshots.map(({ density }) => relativeEnergy(discrete, density, steady)),
    difference: snapshots.map(({ density }) => discrete.value(density.values) - steady.energy),
  };
}
