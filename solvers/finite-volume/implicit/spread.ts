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

/** In the tail of its neighbour a cell holds at least q times as much. */
function sweep(p: Float64Array, ratio: number, periodic: boolean): void {
  const n = p.length;
  // Twice around a periodic axis, for tails that cross its seam.
  for (let round = 0; round < (periodic ? 2 : 1); round++) {
    if (round > 0) p[0] = Math.max(p[0], ratio * p[n - 1]);
    for (let i = 1; i < n; i++) p[i] = Math.max(p[i], ratio * p[i - 1]);
  }
}

/**
 * Raises the densities in `system.p` to what one step of length timeStep could spread over vacuum and flanks at most,
 * at the largest diffusivity p U″(p) that there is.
 *
 * From above Newton's method comes down in a few iterations; from below it would fill vacuum cell by cell, and where
 * the diffusivity grows with p, overshoot at the edge.
 *
 * @param floor - densities below it are raised to it.
 */
export function spread(system: System, timeStep: number, floor: number): void {
  const { grid, p, lower, upper } = system;
  const { spacing, periodic } = grid.axes[0];
  const ratio = tailRatio((timeStep / spacing ** 2) * largestDiffusivity(system));
  sweep(p, ratio, periodic);
  p.reverse();
  sweep(p, ratio, periodic);
  p.reverse();
  // Off the ends of the domain: multipliers and quotients need room.
  const room = 1e-3;
  const span = upper.value - lower.value;
  const lowest = Math.max(floor, lower.closest, span < Infinity ? lower.value + room * span * room : 0);
  const highest = span < Infinity ? upper.value - room * span : Infinity;
  for (let i = 0; i < p.length; i++) p[i] = Math.min(Math.max(p[i], lowest), highest);
}
