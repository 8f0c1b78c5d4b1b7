import type { BoxProblem } from '../box/boxProblem.ts';

// Share of the mean density below which no cell is left, so that velocities stay finite in vacuum; and the part of the
// straight line between the ends below which no interior density is left.
const FLOOR = 1e-15;
const PART = 0.01;

// Interior densities that are not known from noise are not above the straight line, if they are below this part of the mean:
// carrying noise into a vacuum and out again would cost more than all the rest.
const THIN = 1e-2;

/**
 * Gives n densities the sum by scaling what they have above the floor; n floor ≤ sum ≤ n upper.
 *
 * Densities at `upper` stay there, where the multiplier of the bound may be large, unless the others cannot make up for it.
 */
function scaleTo(p: Float64Array, from: number, n: number, sum: number, floor: number, upper: number): void {
  for (let i = from; i < from + n; i++) p[i] = Math.min(Math.max(p[i], floor), upper);
  // Every round but the last takes one density at least to the bound.
  for (let round = 0; round <= n; round++) {
    let capped = 0;
    let excess = 0;
    for (let i = from; i < from + n; i++) {
      if (p[i] === upper) capped++;
      else excess += p[i] - floor;
    }
    const released = capped > 0 && sum < capped * upper + (n - capped) * floor;
    if (released) {
      excess += capped * (upper - floor);
      capped = 0;
    }
    const free = n - capped;
    const rest = Math.max(0, sum - (capped > 0 ? capped * upper : 0) - free * floor);
    let beyond = false;
    for (let i = from; i < from + n; i++) {
      if (p[i] === upper && !released) continue;
      const scaled = floor + (excess > 0 ? (rest / excess) * (p[i] - floor) : rest / free);
      p[i] = Math.min(scaled, upper);
      beyond ||= scaled > upper;
    }
    if (!beyond) return;
  }
}

/**
 * Writes a path of positive densities of the right mass that ends near `end` and passes near the iterate's densities.
 *
 * @param out - S·n densities. @param end - n cells ≥ 0. @param density - S·n densities, perhaps negative in places.
 */
export function feasibleDensities(
  out: Float64Array,
  end: Float64Array,
  density: Float64Array,
  { previous, intervals, energy }: Pick<BoxProblem, 'previous' | 'intervals' | 'energy'>,
): void {
  const n = previous.length;
  const last = (intervals - 1) * n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += previous[i];
  const floor = (FLOOR * sum) / n;
  const [lower, upper] = energy.local.domain;
  let noise = 0;
  for (let i = 0; i < n; i++) noise = Math.max(noise, Math.abs(end[i] - density[last + i]));
  noise = Math.min(noise, (THIN * sum) / n);
  out.set(end, last);
  scaleTo(out, last, n, sum, Math.max(floor, lower), upper);
  for (let j = 0; j + 1 < intervals; j++) {
    const s = (j + 1) / intervals;
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      const line = (1 - s) * previous[i] + s * out[last + i];
      const p = Math.max(density[k], PART * line);
      out[k] = p < noise ? Math.min(p, line) : p;
    }
    scaleTo(out, j * n, n, sum, floor, Infinity);
  }
}
