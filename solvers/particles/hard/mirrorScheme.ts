import { positive } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { addSums } from '../pairs/addSums.ts';
import { pairSums } from '../pairs/pairSums.ts';
import type { SamplerOptions } from '../sampler.ts';
import { wrapAll } from '../stepping/confine.ts';
import { displace } from '../stepping/displace.ts';
import { largestSubstep } from '../stepping/largestSubstep.ts';
import type { Scheme } from '../stepping/steppingSampler.ts';
import { closeLaw, hardSpheres } from './hardSpheres.ts';

/** Gaussian displacement of a pair in a sub-step, in units of ε. */
const STEP = 0.5;

/**
 * Hard disks and spheres by the source's own scheme: an Euler–Maruyama step, after which every overlapping pair is pushed apart along its
 * line of centres from r < ε to 2ε − r, all pairs at once and once only, and then walls reflect.
 *
 * It is quick, and biased: at the source's sub-step (0.5 ε)²/4, which is taken unless one is given, a pair excludes 2.71 ε² instead of
 * π ε² of the plane, at 0.36 of that 3.00 ε². A few pairs overlap at any time; they are counted.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError for other potentials; ArgumentError. Its start throws ArgumentError where the particles find no room.
 * Source: section 4; the order of push and reflection is that of the authors' other published code.
 */
export function mirrorScheme(who: string, model: ParticleModel, options: SamplerOptions): Scheme {
  const { arena, diameter, sweeps, start, cells, overlaps } = hardSpheres(who, 'mirror', model, options);
  const substep = positive('substep', options.substep ?? largestSubstep(arena, STEP * diameter));
  const closest = (1e-9 * diameter) ** 2;
  // Each of a pair moves by ε − r, half of what the pair is pushed.
  const push = closeLaw(diameter, (s) => diameter / Math.sqrt(Math.max(s, closest)) - 1);

  return {
    method: 'mirror',
    settings: { sweeps, substep },
    substep,
    keepsApart: false,
    counts: null,
    room: cells.room,
    start,
    move: (positions, displacement) => {
      displace(positions, displacement);
      // Cells know particles beyond walls, but not beyond the ends of periodic axes.
      wrapAll(positions, arena);
      cells.sort(positions);
      pairSums(cells, push);
      addSums(positions, cells);
      return 0;
    },
    overlaps,
  };
}
