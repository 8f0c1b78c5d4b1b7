import {
  type Density,
  entropy,
  excludedVolume,
  gradientFlow,
  grid,
  hardSphere,
  indicator,
  type LocalEnergy,
  type ParameterValues,
  type ParticleModel,
  particleModel,
  potential,
} from '../../../src/index.ts';
import type { PaperFlows } from '../common/flows.ts';
import { overSquare } from '../common/particles/square.ts';

/** Ω along x; along y, of length 1, everything is constant, so that densities on the line have the same values. */
export const BOX = [-0.5, 0.5] as const;
/** Where all disks start. The paper's χ has mass 0.2 as printed; unit mass needs height 5. */
export const STRIP = [0.1, 0.3] as const;
/** The times of Figure 2(b). */
export const TIMES: readonly number[] = [0.05, 0.1];

/** V(x) = κ x². */
export function wellAt({ stiffness }: ParameterValues): (x: number) => number {
  return (x) => stiffness * x * x;
}

/** χ of the strip, of unit mass. */
export function initialDensity(cells: readonly number[]): Density {
  return indicator(grid([BOX], cells), [STRIP]);
}

/** N hard disks in the square, thrown from a density along x: that of the example unless given. */
export function model(parameters: ParameterValues, initial: Density = initialDensity([200])): ParticleModel {
  const { particles, epsilon } = parameters;
  const external = wellAt(parameters);
  return particleModel({ particles, epsilon, pair: hardSphere(), external, initial: overSquare(initial) });
}

/** α (N − 1) ε² of (4.1), with α = π of disks in the plane; 0.314 in the paper. */
export function coefficient({ particles, epsilon }: ParameterValues): number {
  return hardSphere().excludedVolume(2) * (particles - 1) * epsilon ** 2;
}

/** The free energy (4.2), with and without interactions. */
export function energies(parameters: ParameterValues): Readonly<Record<keyof PaperFlows, LocalEnergy>> {
  const linear = entropy().plus(potential(wellAt(parameters)));
  const a = coefficient(parameters);
  return { linear, interacting: a > 0 ? linear.plus(excludedVolume(a)) : linear };
}

/** The flows for these parameters from a density. */
export function flowsFrom(parameters: ParameterValues, initial: Density): PaperFlows {
  const { interacting, linear } = energies(parameters);
  return {
    interacting: gradientFlow({ name: 'interacting', energy: interacting, initial }),
    linear: gradientFlow({ name: 'linear', energy: linear, initial }),
  };
}
