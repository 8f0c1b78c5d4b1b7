import { ArgumentError } from '../../src/errors/argumentError.ts';
import type { Grid } from '../../src/grid/grid.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';

/** Throws ArgumentError unless a grid covers the box of a model, up to rounding, with the same axes periodic. */
export function checkSameBox(argument: string, grid: Grid, { box, initial }: ParticleModel): void {
  const same = (x: number, y: number, size: number): boolean => Math.abs(x - y) <= 1e-12 * size;
  const agrees =
    grid.dimension === box.length &&
    box.every(([lower, upper], k) => {
      const axis = grid.axes[k];
      return (
        axis.periodic === initial.grid.axes[k].periodic &&
        same(axis.lower, lower, upper - lower) &&
        same(axis.upper, upper, upper - lower)
      );
    });
  if (!agrees)
    throw new ArgumentError(
      argument,
      grid.toString(),
      `a grid over the model's box ${JSON.stringify(box)}, periodic along the same axes`,
    );
}
