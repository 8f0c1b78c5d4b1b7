import {
  type Density,
  density,
  entropy,
  excludedVolume,
  gradientFlow,
  grid,
  type LocalEnergy,
  type PairPotential,
  type ParameterValues,
  type ParticleModel,
  particleModel,
  potential,
} from '../../../../src/index.ts';
import type { PaperFlows } from '../flows.ts';
import { boltzmann } from '../particles/boltzmann.ts';

/** Ω along x; along y, of length 1, everything is constant, so that densities on the line have the same values. */
export const BOX = [-0.5, 0.5] as const;
/** Cells of the densities that particles are thrown from. */
const CELLS: readonly number[] = [200];

/** An example of particles in a square, across which all is constant, so that it is followed on a line. */
export interface LineSetting {
  /** `Example 4.2`. */
  readonly name: string;
  /** `Figure 2`. */
  readonly figure: string;
  /** The times of the figure's densities. */
  readonly times: readonly number[];
  readonly pair: PairPotential;
  /** V along x. */
  readonly potential: (parameters: ParameterValues) => (x: number) => number;
  /** The density at time zero, on {@link BOX}. */
  readonly initial: (cells: readonly number[]) => Density;
}

/** The N particles in the square, thrown from a density along x: that of the example unless given. */
export function modelOf(
  { pair, potential: external, initial: own }: LineSetting,
  parameters: ParameterValues,
  start: Density = own(CELLS),
): ParticleModel {
  const { particles, epsilon } = parameters;
  const square = grid([BOX, BOX], [start.grid.size, 1]);
  const initial = density(square, start.values);
  return particleModel({ particles, epsilon, pair, external: external(parameters), initial });
}

/** The same particles thrown from e^{−V}, which with weights e^{−U} is equilibrium. */
export function restingOf(
  setting: LineSetting,
  parameters: ParameterValues,
  cells: readonly number[] = CELLS,
): ParticleModel {
  return modelOf(setting, parameters, boltzmann(grid([BOX], cells), setting.potential(parameters)));
}

/** α_u (N − 1) ε² of (4.1), with α_u of the plane. */
export function coefficientOf({ pair }: LineSetting, { particles, epsilon }: ParameterValues): number {
  return pair.excludedVolume(2) * (particles - 1) * epsilon ** 2;
}

/** The free energy (4.2), with and without interactions. */
export function energiesOf(
  setting: LineSetting,
  parameters: ParameterValues,
): Readonly<Record<keyof PaperFlows, LocalEnergy>> {
  const linear = entropy().plus(potential(setting.potential(parameters)));
  const a = coefficientOf(setting, parameters);
  return { linear, interacting: a > 0 ? linear.plus(excludedVolume(a)) : linear };
}

/** The flows of the example. */
export function flowsOf(
  setting: LineSetting,
  parameters: ParameterValues,
  cells: readonly number[],
): PaperFlows {
  const initial = setting.initial(cells);
  const { interacting, linear } = energiesOf(setting, parameters);
  return {
    interacting: gradientFlow({ name: 'interacting', energy: interacting, initial }),
    linear: gradientFlow({ name: 'linear', energy: linear, initial }),
  };
}
