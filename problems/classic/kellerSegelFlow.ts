import {
  density,
  type Energy,
  entropy,
  type GradientFlow,
  type Grid,
  gradientFlow,
  grid,
  interaction,
  logarithmicKernel,
} from '../../src/index.ts';
import { gaussianAverages } from './gaussianAverages.ts';

/** Half the side of the box, and the standard deviation of the start, in one dimension and in two. */
const SIZES = [
  { half: 6, deviation: 0.5 },
  { half: 3, deviation: 0.5 },
] as const;

/** Keller and Segel's energy ∫p log p + ½∬ χ log|x − y| p p on a grid, with χ = strength · 2d, the critical one at mass 1 being 2d. */
export function kellerSegelEnergy(on: Grid, strength: number): Energy {
  const log = logarithmicKernel(on);
  const chi = 2 * on.dimension * strength;
  return entropy().plus(interaction((...x) => chi * log(...x)));
}

/**
 * Diffusion against logarithmic attraction at mass 1 in one or two dimensions, from a Gaussian in the middle of a box so large that its
 * walls do not matter,
 *
 *     ∂p/∂t = Δp + div(p grad W∗p),   W = χ log|x|,   χ = 2d s:
 *
 * d⟨|x|²⟩/dt = 2d (1 − s) exactly. In the plane W = M/(2π) log|x| is the law of chemotaxis, s = M/8π.
 *
 * @param strength - s ≥ 0: below 1 all spreads, above 1 all collapses within ⟨|x|²⟩/(2d (s − 1)).
 * @see {@link kellerSegelPlane}
 */
export function kellerSegelFlow(strength: number, cells: readonly number[]): GradientFlow {
  const { half, deviation } = SIZES[cells.length - 1];
  const box = grid(
    cells.map(() => [-half, half] as const),
    cells,
  );
  const zeros = cells.map(() => 0);
  const initial = density(
    box,
    gaussianAverages(
      box,
      zeros,
      zeros.map(() => deviation),
    ),
    { mass: 1 },
  );
  return gradientFlow({ name: 'Keller–Segel', energy: kellerSegelEnergy(box, strength), initial });
}
