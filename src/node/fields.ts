import { type Grid, grid } from '../grid/grid.ts';
import type { NamedArray } from './npz.ts';
import type { PerStep, Result } from './result.ts';

/** The grid that a result was computed on. */
export function gridOf({ bounds, cells, periodic }: Result['grid']): Grid {
  return grid(bounds, cells, periodic === undefined ? {} : { periodic });
}

/**
 * The arrays of `fields.npz`: `density` of shape (snapshots, cells…) with `density_times`, cell centres `x`, `y`, `z`,
 * `steady` where there is one, and one array per diagnostic of the steps (NaN where there is none).
 */
export function fieldArrays(result: Result): Record<string, NamedArray> {
  const { centres, shape } = axesOf(gridOf(result.grid));
  const line = (values: PerStep): NamedArray => ({
    data: values.map((v) => v ?? Number.NaN),
    shape: [values.length],
  });
  const arrays: Record<string, NamedArray> = {
    density: {
      data: result.snapshots.flatMap((s) => [...s.density]),
      shape: [result.snapshots.length, ...shape],
    },
    density_times: line(result.snapshots.map((s) => s.time)),
    ...centres,
    times: line(result.times),
    energy: line(result.energy),
    mass: line(result.mass),
    iterations: line(result.iterations),
  };
  if (result.dissipation !== null) arrays.dissipation = line(result.dissipation);
  if (result.transport !== null) arrays.transport = line(result.transport);
  if (result.gap !== null) arrays.gap = line(result.gap);
  if (result.steady !== null) arrays.steady = { data: result.steady.density, shape };
  return arrays;
}

function axesOf(box: Grid): { centres: Record<string, NamedArray>; shape: readonly number[] } {
  const names = ['x', 'y', 'z'];
  const centres = Object.fromEntries(
    box.shape.map((n, k) => [names[k], { data: box.centres(k), shape: [n] }] as const),
  );
  return { centres, shape: box.shape };
}
