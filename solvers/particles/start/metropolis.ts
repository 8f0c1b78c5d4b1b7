import { integer } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { uniformAt } from '../random/streams.ts';
import type { SamplerOptions } from '../sampler.ts';
import type { Arena } from '../stepping/arena.ts';
import { cellDraw } from './cellDraw.ts';
import { occupancy } from './occupancy.ts';
import type { Start } from './start.ts';

/** Random numbers of sweep k are those of step SWEEPS + k: no motion gets that far. */
const SWEEPS = 0x80000000;

/**
 * Sweeps after which every particle has been thrown anew some thirty times: 30 over the share of throws that succeed, which for a
 * fluid of packing η = α n/2^d is near (1 − η) e^{−(2^d − 1) η/(1 − η)}, or `sweeps` if given.
 *
 * Source: scaled-particle theory, exact on a line and to first order in η.
 */
export function sweepsFor(
  { particles, epsilon, pair, initial, box }: ParticleModel,
  { sweeps }: SamplerOptions,
): number {
  if (sweeps !== undefined) return integer('sweeps', sweeps, 0, 2 ** 30);
  const d = box.length;
  const { grid, values } = initial;
  const filled = (pair.excludedVolume(d) * epsilon ** d * (particles - 1)) / 2 ** d;
  let share = 0;
  for (let i = 0; i < grid.size; i++) {
    const eta = Math.min(0.6, filled * values[i]);
    share += grid.cellVolume * values[i] * (1 - eta) * Math.exp((-(2 ** d - 1) * eta) / (1 - eta));
  }
  return Math.ceil(30 / share);
}

/** What a conditioned start is made of. */
export interface Conditioning {
  /** Energy of a pair as a function of the square of its distance, Infinity where there must be none. */
  readonly energy: (square: number) => number;
  /** Distance from which on it is zero. */
  readonly reach: number;
  readonly sweeps: number;
  /** A state of finite energy. */
  readonly first: Start;
}

/**
 * Particles thrown independently from the initial density, with weight e^{−U} for their energy U: by Metropolis sweeps of N throws, each of
 * a particle chosen at random to a place drawn from the density.
 */
export function metropolis(
  { initial, particles }: ParticleModel,
  arena: Arena,
  { energy, reach, sweeps, first }: Conditioning,
): Start {
  const d = arena.dimension;
  const draw = cellDraw(initial);
  const place = new Float64Array(d);
  return (positions, stream) => {
    first(positions, stream);
    const { put, take, energyAt } = occupancy(arena, positions, reach, energy);
    for (let i = 0; i < particles; i++) put(i);
    for (let k = 0; k < sweeps; k++) {
      const step = SWEEPS + k;
      for (let i = 0; i < particles; i++) {
        const index = i * (d + 3);
        const j = Math.floor(particles * uniformAt(stream, step, index));
        const own = positions.subarray(j * d, (j + 1) * d);
        draw(place, stream, step, index + 2);
        take(j);
        const rise = energyAt(place);
        const accepted =
          rise < Infinity && uniformAt(stream, step, index + 1) < Math.exp(energyAt(own) - rise);
        if (accepted) own.set(place);
        put(j);
      }
    }
  };
}
