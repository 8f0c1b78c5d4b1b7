import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { BoxIterate } from '../box/boxIterate.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import type { FaceMobility } from '../box/faceMobility.ts';

/** Densities and changes of an interval: entries of its start at `from` of `before`, of its end at `at` of `after`. */
interface Interval {
  readonly before: Float64Array;
  readonly from: number;
  readonly after: Float64Array;
  readonly at: number;
}

function bend(
  start: Float64Array | null,
  end: Float64Array | null,
  p: Interval,
  x: Interval,
  phi: Float64Array,
  l: number,
  r: number,
  n: number,
  strength: number,
  { cross, tilt, bow }: FaceMobility,
): void {
  for (let i = 0; i < n; i++) {
    const [left, right] = [l + i, r + i];
    const a = 0.5 * (p.before[p.from + left] + p.after[p.at + left]);
    const b = 0.5 * (p.before[p.from + right] + p.after[p.at + right]);
    const da = 0.5 * (x.before[x.from + left] + x.after[x.at + left]);
    const db = 0.5 * (x.before[x.from + right] + x.after[x.at + right]);
    const jump = phi[p.at + right] - phi[p.at + left];
    const s = strength * jump * jump;
    const [ta, tb] = [tilt(a, b), tilt(b, a)];
    const across = s * cross(a, b) * (ta * da - tb * db);
    const u = across * ta + s * bow(a, b) * da;
    const v = s * bow(b, a) * db - across * tb;
    if (start !== null) {
      start[x.from + left] += u;
      start[x.from + right] += v;
    }
    if (end !== null) {
      end[x.at + left] += u;
      end[x.at + right] += v;
    }
  }
}

/**
 * Adds what the curvature of θ makes of changes x of the densities of a path to the residuals of stationarity:
 *
 *     Δs (τ/2) |grad φ^j|²  times minus the Hessian of θ(m(a), m(b)),   a, b = (p^{j−1} + p^j)/2,
 *
 * which the matrix of a Newton step leaves out of its off-diagonal entries.
 *
 * @param out - S n residuals, and @param first - n those of p^0; either may be null if it is not asked for.
 * @param x - S n changes, and @param before - n those of p^0.
 */
export function addBends(
  first: Float64Array | null,
  out: Float64Array | null,
  before: Float64Array,
  x: Float64Array,
  { grid, potential, density }: BoxIterate,
  { previous, intervals, timeStep, mobility }: BoxProblem,
): void {
  const n = grid.size;
  for (let j = 0; j < intervals; j++) {
    const [at, from] = [j * n, j === 0 ? 0 : (j - 1) * n];
    const p = { before: j === 0 ? previous : density, from, after: density, at };
    const change = { before: j === 0 ? before : x, from, after: x, at };
    for (let k = 0; k < grid.dimension; k++) {
      const strength = timeStep / (4 * intervals * grid.axes[k].spacing ** 2);
      eachFaceBlock(grid, k, (_, l, r, count) =>
        bend(j === 0 ? first : out, out, p, change, potential, l, r, count, strength, mobility),
      );
    }
  }
}
