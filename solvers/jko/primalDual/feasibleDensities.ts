import type { BoxProblem } from '../box/boxProblem.ts';

// Share of the mean density below which no cell is left, so that velocities stay finite in vacuum; and the part of the
// straight line between the ends below which no interior density is left.
const FLOOR = 1e-15;
const PART = 0.01;

// Interior densities that are not known from noise are not above the straight line, if they are below this part of the mean:
// carrying noise into a vacuum and out again would cost more than all the rest.
const THIN = 1e-2;

/**
 * Gives n densities the sum by scaling what they have above the floor; n floor ≤ sum ≤ Σ ceiling.
 *
 * Densities at the ceiling stay there, where the multiplier of the bound may be large, unless the others cannot make up for it.
 */
function scaleTo(p: Float64Array, sum: number, floor: number, ceiling: Float64Array | null): void {
  const n = p.length;
  const upper = (i: number): number => (ceiling === null ? Infinity : ceiling[i]);
  for (let i = 0; i < n; i++) p[i] = Math.min(Math.max(p[i], floor), upper(i));
  // Every round but the last takes one density at least to the bound.
  for (let round = 0; round <= n; round++) {
    let capped = 0;
    let held = 0;
    let excess = 0;
    for (let i = 0; i < n; i++) {
      if (p[i] === upper(i)) {
        capped++;
        held += p[i];
      } else excess += p[i] - floor;
    }
    const released = capped > 0 && sum < held + (n - capped) * floor;
    if (released) {
      excess += held - capped * floor;
      capped = 0;
      held = 0;
    }
    const free = n - capped;
    const rest = Math.max(0, sum - held - free * floor);
    let beyond = false;
    for (let i = 0; i < n; i++) {
      if (p[i] === upper(i) && !released) continue;
      const scaled = floor + (excess > 0 ? (rest / excess) * (p[i] - floor) : rest / free);
      p[i] = Math.min(scaled, upper(i));
      beyond ||= scaled > upper(i);
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
  const { domain, ceiling } = energy.local;
  let noise = 0;
  for (let i = 0; i < n; i++) noise = Math.max(noise, Math.abs(end[i] - density[last + i]));
  noise = Math.min(noise, (THIN * sum) / n);
  out.set(end, last);
  scaleTo(out.subarray(last), sum, Math.max(floor, domain[0]), ceiling);
  for (let j = 0; j + 1 < intervals; j++) {
    const s = (j + 1) / intervals;
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      const line = (1 - s) * previous[i] + s * out[last + i];
      const p = Math.max(density[k], PART * line);
      out[k] = p < noise ? Math.min(p, line) : p;
    }
    scaleTo(out.subarray(j * n, (j + 1) * n), sum, floor, null);
  }
}
