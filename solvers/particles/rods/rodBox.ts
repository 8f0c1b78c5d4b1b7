import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { isHardSphere } from '../../../src/potentials/pairPotential.ts';

/** N rods of length ε whose centres are in [lower, upper]. */
export interface RodBox {
  readonly particles: number;
  readonly epsilon: number;
  readonly lower: number;
  readonly upper: number;
  /**
   * ℓ = upper − lower − (N − 1) ε > 0. Sorted centres x_i, less (i − 1) ε, are points in [lower, lower + ℓ] without
   * interaction: two rods in contact are two points in one place, and points that meet may as well pass.
   */
  readonly free: number;
}

/**
 * The box of a model of hard rods.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError naming what of the model is missing here; ArgumentError if the rods leave no room to move.
 */
export function rodBox(who: string, model: ParticleModel): RodBox {
  const { particles, epsilon, pair, box, initial } = model;
  const rods = 'hard rods between walls: hardSphere() in one dimension';
  if (box.length !== 1)
    throw new CapabilityError(
      who,
      rods,
      `the model has dimension ${box.length}; the scheme "events" steps there`,
    );
  if (initial.grid.axes[0].periodic)
    throw new CapabilityError(who, rods, 'the axis of the model is periodic, where rods have no first one');
  if (!isHardSphere(pair))
    throw new CapabilityError(
      who,
      rods,
      `the model has ${pair.name}; the scheme "soft" steps with soft potentials`,
    );
  const length = pair.hardCore * epsilon;
  const [[lower, upper]] = box;
  const free = upper - lower - (particles - 1) * length;
  if (!(free > 0))
    throw new ArgumentError(
      'particles',
      particles,
      `fewer rods, with room to move: (N − 1) ε < ${upper - lower}`,
    );
  return { particles, epsilon: length, lower, upper, free };
}
