import type { Density } from '../../../src/density/density.ts';
import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { type Stream, uniformAt } from '../random/streams.ts';
import { type Distribution, distributionOf } from './inverseDistribution.ts';
import type { RodBox } from './rodBox.ts';
import type { RodStart } from './startInStrip.ts';

/** Random numbers of sweep k are those of step SWEEPS + k: no motion gets that far. */
const SWEEPS = 0x80000000;

/**
 * Sweeps after which every rod has been thrown anew some thirty times: 30 over the share of throws that succeed, which
 * for a fluid of packing η is (1 − η) e^{−η/(1−η)} (Tonks).
 */
export function defaultSweeps({ grid, values }: Density, { particles, epsilon }: RodBox): number {
  let share = 0;
  for (let i = 0; i < values.length; i++) {
    const eta = Math.min(0.9, (particles - 1) * epsilon * values[i]);
    share += grid.cellVolume * values[i] * (1 - eta) * Math.exp(-eta / (1 - eta));
  }
  return Math.ceil(30 / share);
}

/** Rods near the N quantiles of the density, none overlapping, as near to the right as they must be for all to fit. */
function firstPlaces(
  { particles, epsilon, lower, upper }: RodBox,
  { quantile, next, previous }: Distribution,
): Float64Array {
  const rightmost = new Float64Array(particles);
  for (let i = particles - 1, x = upper; i >= 0; i--, x -= epsilon) rightmost[i] = x = previous(x);
  const places = new Float64Array(particles);
  for (let i = 0, x = lower; i < particles; i++, x += epsilon)
    places[i] = x = Math.min(rightmost[i], next(Math.max(x, quantile((i + 0.5) / particles))));
  // No place at all for a rod is −Infinity, and then the chain of rods breaks.
  for (let i = 0; i < particles; i++)
    if (!(places[i] >= (i === 0 ? lower : places[i - 1] + epsilon * (1 - 1e-12))))
      throw new ArgumentError(
        'particles',
        particles,
        'fewer rods: so many do not fit where the initial density is positive',
      );
  return places;
}

/** Index of the first of the sorted centres that exceeds y. */
function rankOf(x: Float64Array, y: number): number {
  let [i, end] = [0, x.length];
  while (i < end) {
    const middle = (i + end) >> 1;
    if (x[middle] > y) end = middle;
    else i = middle + 1;
  }
  return i;
}

/** Throws rod j to y if there is room, keeping x sorted: a Metropolis step for the law that knows nothing of ranks. */
function moveTo(x: Float64Array, j: number, y: number, epsilon: number): void {
  const k = rankOf(x, y);
  const left = k - 1 === j ? k - 2 : k - 1;
  const right = k === j ? k + 1 : k;
  if (left >= 0 && y - x[left] < epsilon) return;
  if (right < x.length && x[right] - y < epsilon) return;
  if (k > j) {
    x.copyWithin(j, j + 1, k);
    x[k - 1] = y;
  } else {
    x.copyWithin(k + 1, k, j);
    x[k] = y;
  }
}

/** Draws every rod anew between its neighbours, from the left: heat-bath steps. */
function relax(
  x: Float64Array,
  { epsilon, lower, upper }: RodBox,
  law: Distribution,
  stream: Stream,
  step: number,
): void {
  const n = x.length;
  for (let j = 0; j < n; j++) {
    const a = j > 0 ? x[j - 1] + epsilon : lower;
    const b = j < n - 1 ? x[j + 1] - epsilon : upper;
    const [below, above] = [law.cdf(a), law.cdf(b)];
    if (above > below && b > a)
      x[j] = Math.min(
        b,
        Math.max(a, law.quantile(below + uniformAt(stream, step, 3 * j + 2) * (above - below))),
      );
  }
}

/**
 * Rods thrown independently from any piecewise constant density, given that none overlap: by Metropolis sweeps from a
 * state in which none do. A sweep throws N rods, chosen at random, to places drawn from the density, where there is room
 * for them, and draws each rod anew between its neighbours; both leave the law as it is.
 *
 * @throws ArgumentError if N rods do not fit where the density is positive.
 */
export function startConditioned(box: RodBox, density: Density, sweeps: number): RodStart {
  const { particles, epsilon } = box;
  const law = distributionOf(density);
  const places = firstPlaces(box, law);
  const x = new Float64Array(particles);
  return (points, stream) => {
    x.set(places);
    for (let k = 0; k < sweeps; k++) {
      const step = SWEEPS + k;
      for (let i = 0; i < particles; i++) {
        const j = Math.floor(particles * uniformAt(stream, step, 3 * i));
        moveTo(x, j, law.quantile(uniformAt(stream, step, 3 * i + 1)), epsilon);
      }
      relax(x, box, law, stream, step);
    }
    for (let i = 0; i < particles; i++) points[i] = x[i] - i * epsilon;
  };
}
