import type { StepProblem } from '../stepProblem.ts';
import type { StepSizes } from './iterate.ts';

// Measured over indicator and smooth data, τ = 1e-5…1e-1, S = 1…8: convergence is set by the thin cells, whose curvature
// is that of a tenth of the mean density; the sign constraint wants about five times that. Factors of two hardly matter.
const THIN = 0.1;
const SIGN = 5;

/**
 * Step sizes in the units of the problem: curvature U″ for the duals of p, 1/(τ p) for that of m, both at typical densities,
 * so that iteration counts depend neither on the grid nor on τ.
 */
export function stepSizes({ previous, energy, timeStep, intervals }: StepProblem): StepSizes {
  let first = 0;
  let second = 0;
  for (const p of previous) {
    first += p;
    second += p * p;
  }
  const typical = second / first;
  const curvature = new Float64Array(previous.length);
  energy.curvature(
    curvature,
    new Float64Array(previous.length).fill(Math.min(THIN * typical, 0.5 * energy.domain[1])),
  );
  const energyDual = curvature[0];
  const mobilityDual = energyDual;
  const signDual = SIGN * energyDual;
  const momentumDual = 1 / (timeStep * typical);
  const density = new Float64Array(intervals).fill(1 / (mobilityDual + signDual));
  // p^S enters one averaged density only, but E with weight 1/Δs.
  density[intervals - 1] = 1 / (0.5 * mobilityDual + intervals * energyDual);
  return { density, momentum: 1 / momentumDual, mobilityDual, momentumDual, energyDual, signDual };
}
