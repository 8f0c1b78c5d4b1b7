import { integer } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { SamplerOptions } from '../sampler.ts';
import { checkPositions } from '../start/givenPositions.ts';
import { arenaOf } from '../stepping/arena.ts';
import type { RodBox } from './rodBox.ts';
import { defaultSweeps, startConditioned } from './startConditioned.ts';
import { type RodStart, startInStrip } from './startInStrip.ts';
import { uniformStrip } from './uniformStrip.ts';

/** Overlaps smaller than this, relative to the box, are rounding. */
const ROUNDING = 1e-12;

/** The number of neighbours among rods at ascending places that overlap. */
export function overlapsInRow(places: Float64Array, { epsilon, lower, upper }: RodBox): number {
  let overlaps = 0;
  for (let i = 1; i < places.length; i++)
    if (places[i] - places[i - 1] < epsilon - ROUNDING * (upper - lower)) overlaps++;
  return overlaps;
}

/**
 * The start of rods: positions that are given; or the initial law, from the indicator of an interval directly, without sweeps, else by as many
 * as asked for.
 */
export function rodStart(
  model: ParticleModel,
  box: RodBox,
  options: SamplerOptions,
): { readonly sweeps: number | null; readonly start: RodStart } {
  const { initial, particles } = model;
  const { epsilon } = box;
  const asked = options.sweeps === undefined ? null : integer('sweeps', options.sweeps, 1, 2 ** 30);
  if (options.positions !== undefined) {
    const overlaps = (places: Float64Array): number => overlapsInRow(places.slice().sort(), box);
    const places = checkPositions(options.positions, particles, arenaOf(model), epsilon, overlaps).sort();
    const points = places.map((x, i) => Math.min(box.lower + box.free, Math.max(box.lower, x - i * epsilon)));
    return { sweeps: null, start: (state) => state.set(points) };
  }
  const strip = uniformStrip(initial);
  if (strip !== null) return { sweeps: null, start: startInStrip(box, strip) };
  const sweeps = asked ?? integer('sweeps', defaultSweeps(initial, box), 1, 2 ** 30);
  return { sweeps, start: startConditioned(box, initial, sweeps) };
}
