import type { StepProblem } from '../stepProblem.ts';

// Share of the mean density below which no cell is left, so that velocities stay finite in vacuum; and the part of the
// straight line between the ends below which no interior density is left.
const FLOOR = 1e-15;
const PART = 0.01;

/** Scales p to the given sum, within [floor, upper]. */
function scaleTo(p: Float64Array, from: number, n: number, sum: number, floor: number, upper: number): void {
  for (let round = 0; round < 60; round++) {
    let free = 0;
    let fixed = 0;
    for (let i = from; i < from + n; i++) {
      if (p[i] < floor) p[i] = floor;
      if (p[i] >= upper) {
        p[i] = upper;
        fixed += upper;
      } else free += p[i];
    }
    const factor = (sum - fixed) / free;
    if (!(factor > 0) || !Number.isFinite(factor)) return;
    let beyond = false;
    for (let i = from; i < from + n; i++) {
      if (p[i] >= upper) continue;
      p[i] *= factor;
      beyond ||= p[i] > upper;
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
  { previous, intervals, energy }: StepProblem,
): void {
  const n = previous.length;
  const last = (intervals - 1) * n;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += previous[i];
  const floor = (FLOOR * sum) / n;
  out.set(end, last);
  scaleTo(out, last, n, sum, floor, energy.domain[1]);
  for (let j = 0; j + 1 < intervals; j++) {
    const s = (j + 1) / intervals;
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      out[k] = Math.max(density[k], PART * ((1 - s) * previous[i] + s * out[last + i]));
    }
    scaleTo(out, j * n, n, sum, floor, Infinity);
  }
}
