import { positive } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { cellList } from '../pairs/cellList.ts';
import { pairSums } from '../pairs/pairSums.ts';
import type { SamplerOptions } from '../sampler.ts';
import { metropolis, sweepsFor } from '../start/metropolis.ts';
import { startIndependent } from '../start/start.ts';
import { arenaOf } from '../stepping/arena.ts';
import { largestSubstep } from '../stepping/largestSubstep.ts';
import type { Scheme } from '../stepping/steppingSampler.ts';
import { reachOf } from './cutoff.ts';
import { forceTable } from './forceTable.ts';
import { moveSoft } from './moveSoft.ts';
import { checkForces, forceOf } from './pairForce.ts';

/** Gaussian displacement of a pair in a sub-step, in units of ε: half of the source's 0.3. */
const STEP = 0.15;
/** The longest displacement by pair forces in a sub-step, in units of ε. */
const CAP = 0.3;

/**
 * Brownian particles with a soft repulsion: Euler–Maruyama steps in which the displacement by pair forces is capped at 0.3 ε.
 *
 * The literal scheme throws particles that come close out of the box; how often a displacement was capped is counted. Sub-steps are a
 * quarter of the source's, (0.15 ε)²/4, unless given. The start is made by Metropolis sweeps, for weights e^{−U}.
 *
 * @param who - names the caller in errors. @param kernels - as in {@link cellList}.
 * @throws CapabilityError for potentials that attract, jump or have a hard core; ArgumentError; DivergentIntegralError.
 * Source: (1.5); section 4 for the scheme.
 */
export function softScheme(
  who: string,
  model: ParticleModel,
  options: SamplerOptions,
  kernels = true,
): Scheme {
  const { particles, epsilon, pair } = model;
  const arena = arenaOf(model);
  // Before any integral over the potential: what has a hard core may have no cutoff to be found.
  const looked = Math.min(pair.cutoff, 50);
  checkForces(who, pair, looked);
  const reach = reachOf(model, arena, options.cutoff);
  const substep = positive('substep', options.substep ?? largestSubstep(arena, STEP * epsilon));
  const sweeps = sweepsFor(model, options);
  const law = forceTable(forceOf(pair), epsilon, reach);
  const cells = cellList(arena, particles, reach, { kernels });
  // The potential of forces that are cut off ends at zero.
  const last = pair.u((reach / epsilon) * (1 - 1e-12));
  const longest = CAP * epsilon;

  return {
    method: 'soft',
    settings: { sweeps, substep, cutoff: reach / epsilon },
    substep,
    keepsApart: true,
    counts: 'capped',
    room: cells.room,
    start: metropolis(model, arena, {
      energy: (s) => pair.u(Math.sqrt(s) / epsilon) - last,
      reach,
      sweeps,
      first: startIndependent(model),
    }),
    move: (positions, displacement, timeStep) => {
      cells.sort(positions);
      pairSums(cells, law);
      return moveSoft(positions, displacement, cells, timeStep, longest);
    },
    overlaps: () => 0,
  };
}
