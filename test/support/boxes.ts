import { type Grid, grid } from 'ottoflow';

/** The unit interval, square or cube. @param periodic - between walls along every axis unless said otherwise. */
export function unitBox(
  shape: readonly number[],
  periodic: readonly boolean[] = shape.map(() => false),
): Grid {
  return grid(
    shape.map(() => [0, 1] as const),
    shape,
    { periodic },
  );
}
