import type { Grid } from '../../../src/grid/grid.ts';
import type { FaceParts } from './boxJacobian.ts';

/**
 * Gauss–Seidel relaxation downstream, from high potentials to low ones: where the flow transports more than it diffuses, a
 * sweep in this order solves at once what upwinding would leave of the matrix.
 *
 * Of each coefficient the part that an M-matrix allows is kept. A gradient flow has no closed streamlines, so that there is
 * such an order.
 */
export interface Downstream {
  /** Takes masses, fluxes and the order of falling ψ. */
  update(mass: Float64Array, parts: readonly FaceParts[], psi: Float64Array): void;
  /** x = one sweep on b from zero. */
  sweep(x: Float64Array, b: Float64Array, parts: readonly FaceParts[]): void;
}

/** Of every cell, its neighbour along one axis, around the box at its ends. */
function neighbours({ axes, strides, size }: Grid, k: number, by: number): Int32Array {
  const { cells } = axes[k];
  return Int32Array.from({ length: size }, (_, i) => {
    const index = Math.floor(i / strides[k]) % cells;
    return i + (((index + by + cells) % cells) - index) * strides[k];
  });
}

/** The relaxation of a grid. */
export function downstream(grid: Grid): Downstream {
  const above = grid.axes.map((_, k) => neighbours(grid, k, 1));
  const below = grid.axes.map((_, k) => neighbours(grid, k, -1));
  const diagonal = new Float64Array(grid.size);
  const order = Int32Array.from({ length: grid.size }, (_, i) => i);
  return {
    update(mass, parts, psi) {
      diagonal.set(mass);
      for (let k = 0; k < parts.length; k++) {
        const { byLeft, byRight } = parts[k];
        for (let i = 0; i < grid.size; i++)
          diagonal[i] += Math.max(-byLeft[i], 0) + Math.max(byRight[below[k][i]], 0);
      }
      order.sort((i, j) => psi[j] - psi[i] || i - j);
    },
    sweep(x, b, parts) {
      x.fill(0);
      for (const i of order) {
        let s = b[i];
        for (let k = 0; k < parts.length; k++) {
          const { byLeft, byRight } = parts[k];
          const l = below[k][i];
          s += Math.max(-byLeft[l], 0) * x[l] + Math.max(byRight[i], 0) * x[above[k][i]];
        }
        x[i] = s / diagonal[i];
      }
    },
  };
}
