import { coarseGrain, type Energy, type Grid, interaction, type ParticleModel } from '../../../src/index.ts';
import { equationLabels } from '../common/equationLabels.ts';
import type { Equation } from '../common/particles/equations.ts';

/** Cells so near are averaged over, by so many points along each axis. */
const NEAR = 4;
const POINTS = 8;

/**
 * What local closures leave out of the second virial term, ½ (N − 1) ∬ (1 − e^{−u(|x − y|/ε)}) p(x) p(y) dx dy − ½ α_u (N − 1) ε² ∫ p² dx, in the plane.
 *
 * u may be as narrow as a cell: the kernel is averaged over cells nearby, and all of α_u is taken off in one's own.
 *
 * @param grid - of the densities, of square cells.
 */
export function overDistances({ particles, epsilon, pair }: ParticleModel, grid: Grid): Energy {
  const { spacing: h } = grid.axes[0];
  const mayer = (x: number, y: number): number => {
    const r = Math.hypot(x, y) / epsilon;
    return r > 0 ? -Math.expm1(-pair.u(r)) : 1;
  };
  const averaged = (x: number, y: number): number => {
    let sum = 0;
    for (let k = 0; k < POINTS * POINTS; k++) {
      const [i, j] = [k % POINTS, Math.floor(k / POINTS)];
      sum += mayer(x + ((i + 0.5) / POINTS - 0.5) * h, y + ((j + 0.5) / POINTS - 0.5) * h);
    }
    return sum / (POINTS * POINTS);
  };
  const own = pair.excludedVolume(2) * (epsilon / h) ** 2;
  return interaction((x, y) => {
    const away = Math.max(Math.abs(x), Math.abs(y)) / h;
    const mean = away < NEAR + 0.5 ? averaged(x, y) : mayer(x, y);
    return (particles - 1) * (away < 0.5 ? mean - own : mean);
  });
}

/** The closure of soft particles at any density, and the tail of their potential over its distances. */
export function withTail(model: ParticleModel, grid: Grid): Equation {
  const local = coarseGrain(model, { closure: 'hypernettedChain' });
  return {
    label: `${equationLabels.hypernettedChain}, tail over distances`,
    energy: local.plus(overDistances(model, grid)),
    functional: local,
  };
}
