import {
  type Density,
  density,
  entropy,
  excludedVolume,
  gradientFlow,
  grid,
  type LocalEnergy,
  type ParameterValues,
  type ParticleModel,
  particleModel,
  potential,
  yukawa,
} from '../../../src/index.ts';
import type { PaperFlows } from '../common/flows.ts';
import { overSquare } from '../common/particles/square.ts';

/** Ω along x; along y, of length 1, everything is constant, so that densities on the line have the same values. */
export const BOX = [-0.5, 0.5] as const;
/** s of the potential. */
const WIDTH = 0.1;
/** The times of Figure 3(b). */
export const TIMES: readonly number[] = [0.025, 0.05];

/** V(x) = −3/2 e^{−x²/s²} ± e^{−x²/2s²}: minus as printed, a plain well; plus has a crater and a rim, a volcano. */
export function wellAt({ sign }: ParameterValues): (x: number) => number {
  return (x) => {
    const r = (x / WIDTH) ** 2;
    return -1.5 * Math.exp(-r) + sign * Math.exp(-r / 2);
  };
}

/** C [N(−0.25, 0.05²) + N(0.25, 0.1²)], of unit mass. At the walls it is not without flux: a layer forms there at once. */
export function initialDensity(cells: readonly number[]): Density {
  const normal = (x: number, mean: number, deviation: number): number =>
    Math.exp(-0.5 * ((x - mean) / deviation) ** 2) / deviation;
  return density(grid([BOX], cells), (x) => normal(x, -0.25, 0.05) + normal(x, 0.25, 0.1), { mass: 1 });
}

/** N Yukawa particles in the square, thrown from a density along x: that of the example unless given. */
export function model(parameters: ParameterValues, initial: Density = initialDensity([200])): ParticleModel {
  const { particles, epsilon } = parameters;
  const external = wellAt(parameters);
  return particleModel({ particles, epsilon, pair: yukawa(), external, initial: overSquare(initial) });
}

/** α_u (N − 1) ε² of (4.1), with α_u = 3.926 of (3.26); 0.392 in the paper. */
export function coefficient({ particles, epsilon }: ParameterValues): number {
  return yukawa().excludedVolume(2) * (particles - 1) * epsilon ** 2;
}

/** The free energy (4.2), with and without interactions. */
function energies(parameters: ParameterValues): Readonly<Record<keyof PaperFlows, LocalEnergy>> {
  const linear = entropy().plus(potential(wellAt(parameters)));
  const a = coefficient(parameters);
  return { linear, interacting: a > 0 ? linear.plus(excludedVolume(a)) : linear };
}

/** The flows for these parameters. */
export function flows(parameters: ParameterValues, cells: readonly number[]): PaperFlows {
  const initial = initialDensity(cells);
  const { interacting, linear } = energies(parameters);
  return {
    interacting: gradientFlow({ name: 'interacting', energy: interacting, initial }),
    linear: gradientFlow({ name: 'linear', energy: linear, initial }),
  };
}
