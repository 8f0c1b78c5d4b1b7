import type { System } from './system.ts';

/**
 * The ratio q < 1 of neighbouring cells in the tail q^i of one backward Euler step of the heat equation,
 * q^i − κ Δ q^i = 0, that is q = κ (1 − q)².
 */
function tailRatio(kappa: number): number {
  const b = 0.5 / kappa;
  // 1 + b − √((1 + b)² − 1), written without cancellation
  return 1 / (1 + b + Math.sqrt(b * (2 + b)));
}

function largestDiffusivity({ internal, p }: System): number {
  let largest = 0;
  for (let i = 0; i < p.length; i++) if (p[i] > 0) largest = Math.max(largest, p[i] * internal.d2U(p[i]));
  return largest;
}

/** What a neighbour of a cell of density q holds at least in its tail. */
type Tail = (q: number) => number;

/** Carries tails from each cell to the next, along n cells of a line from `start` on, `step` apart. */
function sweep(p: Float64Array, tail: Tail, start: number, step: number, n: number, periodic: boolean): void {
  const end = start + (n - 1) * step;
  // Twice around a periodic axis, for tails that cross its seam.
  for (let round = 0; round < (periodic ? 2 : 1); round++) {
    if (round > 0) p[start] = Math.max(p[start], tail(p[end]));
    for (let k = 1, i = start + step; k < n; k++, i += step)
      if (p[i] < p[i - step]) p[i] = Math.max(p[i], tail(p[i - step]));
  }
}

/**
 * Raises the densities in `system.p` to what one step of length timeStep could spread over vacuum and flanks at most,
 * at the largest diffusivity p U″(p) that there is, or their own where tails are faster (fast diffusion).
 *
 * From above Newton's method comes down in a few iterations; from below it would fill vacuum cell by cell, and where
 * the diffusivity grows with p, overshoot at the edge.
 *
 * @param floor - densities below it are raised to it.
 */
export function spread(system: System, timeStep: number, floor: number): void {
  const { grid, internal, p, lower, upper } = system;
  const largest = largestDiffusivity(system);
  grid.axes.forEach(({ spacing, cells, periodic }, axis) => {
    const k = timeStep / spacing ** 2;
    const slowest = tailRatio(k * largest);
    const tail: Tail = (q) => {
      const diffusivity = q > 0 ? q * internal.d2U(q) : 0;
      return q * (diffusivity > largest ? tailRatio(k * diffusivity) : slowest);
    };
    const stride = grid.strides[axis];
    for (let block = 0; block < grid.size; block += cells * stride)
      for (let first = block; first < block + stride; first++) {
        sweep(p, tail, first, stride, cells, periodic);
        sweep(p, tail, first + (cells - 1) * stride, -stride, cells, periodic);
      }
  });
  // Off the ends of the domain: multipliers and quotients need room.
  const room = 1e-3;
  const span = upper.value - lower.value;
  const lowest = Math.max(floor, lower.closest, span < Infinity ? lower.value + room * span * room : 0);
  const highest = span < Infinity ? upper.value - room * span : Infinity;
  for (let i = 0; i < p.length; i++) p[i] = Math.min(Math.max(p[i], lowest), highest);
}
