import { ArgumentError } from '../../src/errors/argumentError.ts';
import {
  density,
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  potential,
} from '../../src/index.ts';
import { gaussianAverages } from './gaussianAverages.ts';

/** Where the bump starts from, beside the left well, and how wide it is: exp(−|x − START|²/(2 WIDTH²)). */
const START = [0.3, 0.6, 0.4];
const WIDTH = 0.1;

/** What the bump of height 1 stands on. */
const FLOOR = 1e-3;

/** V″ along x in the middle of the barrier, the least curvature of V. */
const BARRIER = -64;

/**
 * V = (16 (x − ¼)(x − ¾))² + 8 (y − ½)² + 8 (z − ½)²: wells at x = ¼ and x = ¾ with a barrier of height 1 between.
 *
 * @see {@link doubleWell}
 */
export function doubleWellPotential(x: number, ...across: readonly number[]): number {
  return (16 * (x - 0.25) * (x - 0.75)) ** 2 + across.reduce((s, y) => s + 8 * (y - 0.5) ** 2, 0);
}

/**
 * Fokker–Planck with excluded volume in a double well: the flow of ∫ p log p + p²/4 + Vp of mass 1 in the unit interval,
 * square or cube, from p ∝ exp(−|x − a|²/0.02) + 10⁻³, a = (0.3, 0.6, 0.4), as exact cell averages.
 *
 * The density is positive, but a thousand times smaller in the right well than at its peak: that is what linear solves meet.
 *
 * @param cells - cells per axis, one to three numbers.
 * @throws ArgumentError for other numbers of them.
 * @see {@link doubleWellProblem}
 */
export function doubleWell(cells: readonly number[]): GradientFlow<LocalEnergy> {
  if (!Array.isArray(cells) || cells.length < 1 || cells.length > 3)
    throw new ArgumentError('cells', cells, '1 to 3 numbers of cells');
  const d = cells.length;
  const box = grid(
    cells.map(() => [0, 1] as const),
    cells,
  );
  const bump = (WIDTH * Math.sqrt(2 * Math.PI)) ** d;
  const averages = gaussianAverages(box, START.slice(0, d), new Array(d).fill(WIDTH));
  return gradientFlow({
    name: 'double well',
    energy: entropy()
      .plus(excludedVolume(0.5))
      .plus(potential(doubleWellPotential, { convexity: BARRIER })),
    initial: density(
      box,
      averages.map((p) => bump * p + FLOOR),
      { mass: 1 },
    ),
  });
}
