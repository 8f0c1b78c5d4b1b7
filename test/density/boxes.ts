import { type Grid, grid } from '../../src/grid/index.ts';

/** 200 cells of [−½, ½]. */
export const line: Grid = grid([[-0.5, 0.5]], [200]);

/** Two cells by three, each of volume 1. */
export const plane: Grid = grid(
  [
    [0, 2],
    [0, 3],
  ],
  [2, 3],
);
