import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { isHardSphere } from '../../../src/potentials/pairPotential.ts';
import { type CellList, cellList } from '../pairs/cellList.ts';
import type { PairLaw } from '../pairs/pairLaw.ts';
import { pairSums } from '../pairs/pairSums.ts';
import { rodBox } from '../rods/rodBox.ts';
import { rodStart } from '../rods/rodStart.ts';
import type { SamplerOptions, SchemeName } from '../sampler.ts';
import { metropolis, sweepsFor } from '../start/metropolis.ts';
import { placeOneByOne } from '../start/placement.ts';
import type { Start } from '../start/start.ts';
import { type Arena, arenaOf } from '../stepping/arena.ts';

/** Overlaps smaller than this, relative to ε or to the box in units of ε, are rounding. */
const ROUNDING = 1e-12;

/** Hard rods, disks or spheres in a box, as schemes that step know them. */
export interface HardSpheres {
  readonly arena: Arena;
  readonly diameter: number;
  readonly sweeps: number | null;
  readonly start: Start;
  /** Cells as wide as the diameter. */
  readonly cells: CellList;
  /** The number of pairs that overlap. */
  overlaps(positions: Float64Array): number;
}

/** A law for pairs closer than a distance, without a table. */
export function closeLaw(distance: number, close: (square: number) => number): PairLaw {
  const reach = distance * distance;
  return { reach, near: reach, close, table: new Float64Array(2), scale: 0 };
}

/** The initial law: of rods between walls as rods have it, else by Metropolis sweeps. */
function startOf(
  who: string,
  model: ParticleModel,
  options: SamplerOptions,
  arena: Arena,
  diameter: number,
): Pick<HardSpheres, 'sweeps' | 'start'> {
  if (arena.dimension > 1 || arena.periodic[0]) {
    const sweeps = sweepsFor(model, options);
    const first = placeOneByOne(model, arena, diameter);
    const start = metropolis(model, arena, { energy: () => Infinity, reach: diameter, sweeps, first });
    return { sweeps, start };
  }
  const box = rodBox(who, model);
  const { sweeps, start } = rodStart(model, box, options);
  return {
    sweeps,
    start: (positions, stream) => {
      start(positions, stream);
      positions.sort();
      for (let i = 0; i < positions.length; i++)
        positions[i] = Math.min(box.upper, positions[i] + i * diameter);
    },
  };
}

/**
 * The {@link HardSpheres} of a model.
 *
 * @param who - names the caller in errors.
 * @throws CapabilityError for other pair potentials; ArgumentError if a periodic axis is shorter than two diameters, on which a pair could meet
 * in two places.
 */
export function hardSpheres(
  who: string,
  scheme: SchemeName,
  model: ParticleModel,
  options: SamplerOptions,
): HardSpheres {
  const { particles, pair, epsilon } = model;
  if (!isHardSphere(pair))
    throw new CapabilityError(who, `hard spheres for the scheme "${scheme}"`, `the model has ${pair.name}`);
  const diameter = pair.hardCore * epsilon;
  const arena = arenaOf(model);
  arena.periodic.forEach((periodic, k) => {
    if (periodic && arena.lengths[k] < 2 * diameter)
      throw new ArgumentError(
        'epsilon',
        epsilon,
        `at most half of the length ${arena.lengths[k]} of a periodic axis`,
      );
  });
  const cells = cellList(arena, particles, diameter);
  let found = 0;
  const slack = ROUNDING * Math.max(diameter, 0.01 * arena.lengths.reduce((a, b) => Math.max(a, b)));
  const count = closeLaw(diameter - slack, () => {
    found++;
    return 0;
  });
  return {
    arena,
    diameter,
    ...startOf(who, model, options, arena, diameter),
    cells,
    overlaps: (positions) => {
      found = 0;
      cells.sort(positions);
      pairSums(cells, count);
      return found;
    },
  };
}
