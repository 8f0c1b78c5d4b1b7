import { ArgumentError } from '../../src/errors/argumentError.ts';
import type { Grid } from '../../src/grid/grid.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';

/**
 * Throws ArgumentError unless a grid covers the box of a model, or its first axes, up to rounding, with the same axes periodic. On fewer
 * axes than the box has, particles are looked at by their marginal along these.
 */
export function checkOverBox(argument: string, grid: Grid, { box, initial }: ParticleModel): void {
  const same = (x: number, y: number, size: number): boolean => Math.abs(x - y) <= 1e-12 * size;
  const agrees =
    grid.dimension <= box.length &&
    grid.axes.every((axis, k) => {
      const [lower, upper] = box[k];
      return (
        axis.periodic === initial.grid.axes[k].periodic &&
        same(axis.lower, lower, upper - lower) &&
        same(axis.upper, upper, upper - lower)
      );
    });
  const fewer = box.length > 1 ? ' or over its first axes' : '';
  if (!agrees)
    throw new ArgumentError(
      argument,
      grid.toString(),
      `a grid over the model's box ${JSON.stringify(box)}${fewer}, periodic along the same axes`,
    );
}
