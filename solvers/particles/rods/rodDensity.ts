import { Density } from '../../../src/density/density.ts';
import { edges } from '../../../src/grid/axis.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import { incompleteBeta, logOfBeta } from '../../../src/numerics/incompleteBeta.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { checkOverBox } from '../overBox.ts';
import { reducedStrip } from './reducedStrip.ts';
import { reflectedStripCdf } from './reflectedStrip.ts';

/**
 * The exact one-particle density of N Brownian hard rods at a time, without sampling.
 *
 * The rods reduce to N independent reflected points with distribution function G(y, t); the i-th from the left has
 * F_i = I_G(i, N − i + 1), a regularised incomplete beta function, and sits at x = y + (i − 1) ε, so that
 * p(x, t) = (1/N) Σ_i ∂_x F_i(x − (i − 1) ε), averaged exactly over cells.
 *
 * @param model - hard rods, V = 0, whose initial density is the indicator of an interval (only then are the points
 * independent and alike); a partly filled cell at either end is read as the end of the interval inside it.
 * @param grid - a one-dimensional grid over the model's box.
 * @param time - ≥ 0; Infinity gives equilibrium.
 * @returns a density of mass one to rounding, its cell averages within some 1e-12/h of the truth.
 * @throws CapabilityError for any other model, saying what is missing; ArgumentError for a grid over another box.
 * Source: the order statistics of independent variables, after the map of Tonks 1936.
 * @see [From particles to an energy, and back](/guide/particles)
 */
export function rodDensity(model: ParticleModel, grid: Grid, time: number): Density {
  const { particles: n, epsilon, lower, free, a, b } = reducedStrip('rodDensity', model, time);
  checkOverBox('grid', grid, model);
  const logBeta = Float64Array.from({ length: n }, (_, i) => logOfBeta(i + 1, n - i));

  // The expected number of rods whose centres are to the left of x.
  const below = (x: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const g = reflectedStripCdf(x - lower - i * epsilon, time, a, b, free);
      const share = incompleteBeta(g, i + 1, n - i, logBeta[i]);
      // F_i(x − (i − 1) ε) decreases with i: the rest adds nothing.
      if (share < 1e-18) break;
      sum += share;
    }
    return sum;
  };
  const numbers = edges(grid.axes[0]).map(below);
  // No rod is left of the left wall, all are left of the right one: rounding of its coordinate must not say otherwise.
  numbers[0] = 0;
  numbers[grid.size] = n;
  const values = new Float64Array(grid.size);
  for (let i = 0; i < grid.size; i++)
    values[i] = Math.max(0, numbers[i + 1] - numbers[i]) / (n * grid.cellVolume);
  return new Density(grid, values);
}
