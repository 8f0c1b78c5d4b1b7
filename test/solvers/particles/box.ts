import { type Density, type Grid, grid, indicator, uniform } from 'ottoflow';

/** The cube [0, L]^d in n cells a side, periodic or not. */
export function cube(d: number, length: number, cells: number, periodic = false): Grid {
  const each = <T>(value: T): T[] => Array.from({ length: d }, () => value);
  return grid(each([0, length] as const), each(cells), { periodic: each(periodic) });
}

/** The uniform density on it. */
export function uniformCube(d: number, length: number, cells: number, periodic = false): Density {
  return uniform(cube(d, length, cells, periodic));
}

/** The uniform density on [a, b] × [0, 1]. */
export function stripOfSquare(a: number, b: number, cells: number): Density {
  return indicator(cube(2, 1, cells), [
    [a, b],
    [0, 1],
  ]);
}
