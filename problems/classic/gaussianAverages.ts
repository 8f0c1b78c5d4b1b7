import { type Axis, edges, type Grid } from '../../src/index.ts';
import { normalCdf } from '../../src/numerics/normal.ts';

/** The mass of the standard normal law between two points, from the tail on the side where it is small. */
function normalMass(from: number, to: number): number {
  return from >= 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from);
}

function lineAverages(axis: Axis, mean: number, deviation: number): Float64Array {
  const x = edges(axis).map((e) => (e - mean) / deviation);
  return Float64Array.from({ length: axis.cells }, (_, i) => normalMass(x[i], x[i + 1]) / axis.spacing);
}

/**
 * Cell averages of the Gaussian Π_k exp(−(x_k − μ_k)²/(2σ_k²))/(σ_k √2π) of mass 1 on the whole space, exact to rounding.
 *
 * @param mean - μ, d coordinates.
 * @param deviations - σ, d numbers > 0.
 * @see {@link gaussianFlow}
 */
export function gaussianAverages(
  grid: Grid,
  mean: readonly number[],
  deviations: readonly number[],
): Float64Array {
  const lines = grid.axes.map((axis, k) => lineAverages(axis, mean[k], deviations[k]));
  const out = new Float64Array(grid.size).fill(1);
  for (const [k, line] of lines.entries())
    for (let i = 0; i < out.length; i++) out[i] *= line[Math.floor(i / grid.strides[k]) % line.length];
  return out;
}
