import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';
import type { FaceMobility } from './faceMobility.ts';

function averages(
  theta: Float64Array,
  p: Float64Array,
  from: number,
  q: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
): void {
  for (let i = 0; i < n; i++)
    theta[at + l + i] = 0.25 * (p[from + l + i] + q[at + l + i] + (p[from + r + i] + q[at + r + i]));
}

function means(
  theta: Float64Array,
  slopeLeft: Float64Array,
  slopeRight: Float64Array,
  p: Float64Array,
  from: number,
  q: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
  { value, slope }: FaceMobility,
): void {
  for (let i = 0; i < n; i++) {
    const k = at + l + i;
    const a = 0.5 * (p[from + l + i] + q[k]);
    const b = 0.5 * (p[from + r + i] + q[at + r + i]);
    theta[k] = value(a, b);
    slopeLeft[k] = slope(a, b);
    slopeRight[k] = slope(b, a);
  }
}

/** Writes θ and its derivatives on all faces for the iterate's densities. */
export function evaluateMobilities(it: BoxIterate, { previous, intervals, mobility }: BoxProblem): void {
  const { grid, density } = it;
  const n = grid.size;
  for (let k = 0; k < grid.dimension; k++) {
    const [theta, left, right] = [it.mobility[k], it.slopeLeft[k], it.slopeRight[k]];
    if (mobility.linear) {
      left.fill(0.5);
      right.fill(0.5);
    }
    for (let j = 0; j < intervals; j++) {
      const p = j === 0 ? previous : density;
      const from = j === 0 ? 0 : (j - 1) * n;
      eachFaceBlock(grid, k, (_, l, r, count) => {
        if (mobility.linear) averages(theta, p, from, density, j * n, l, r, count);
        else means(theta, left, right, p, from, density, j * n, l, r, count, mobility);
      });
    }
  }
}
