import {
  coarseGrain,
  type Density,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  hardSphere,
  indicator,
  type LocalEnergy,
  type ParameterValues,
  type ParticleModel,
  particleModel,
  scale,
} from '../../../src/index.ts';

/** Ω and the strip in which all rods start. The paper's χ has mass 0.2 as printed; unit mass needs height 5. */
export const BOX = [[-0.5, 0.5]] as const;
export const STRIP = [[0.2, 0.4]] as const;

/** χ of the strip, of unit mass. */
function initialDensity(cells: readonly number[]): Density {
  return indicator(grid(BOX, cells), STRIP);
}

/** Closures are those of many rods: fewer have correlations that none of them knows. */
export const MANY = 50;

/** N hard rods of length ε, no external potential. */
export function model(
  { particles, epsilon }: ParameterValues,
  cells: readonly number[] = [200],
): ParticleModel {
  return particleModel({ particles, epsilon, pair: hardSphere(), initial: initialDensity(cells) });
}

/** The rate of the linear equation, twice the first nonzero eigenvalue π² of −d²/dx² on a unit interval. */
export const linearRate: number = 2 * Math.PI ** 2;

/** D_eff = 1 + α (N − 1) ε of the equation linearised about p = 1, with α = 2. */
export function effectiveDiffusion({ particles, epsilon }: ParameterValues): number {
  return 1 + hardSphere().excludedVolume(1) * (particles - 1) * epsilon;
}

/** The three flows of Figure 1, on the same grid from the same start. */
export interface Flows {
  /** The heat equation. */
  readonly linear: GradientFlow<LocalEnergy>;
  /** (4.1) with the free energy (4.2); the heat equation again where ε = 0. */
  readonly interacting: GradientFlow<LocalEnergy>;
  /** The heat equation with diffusion coefficient D_eff. */
  readonly linearised: GradientFlow<LocalEnergy>;
}

/** The flows for these parameters. */
export function flows(parameters: ParameterValues, cells: readonly number[]): Flows {
  const initial = initialDensity(cells);
  const points = entropy();
  const rods = parameters.epsilon === 0 ? points : coarseGrain(model(parameters, cells));
  const energy = scale(effectiveDiffusion(parameters), points);
  return {
    linear: gradientFlow({ name: 'linear', energy: points, initial }),
    interacting: gradientFlow({ name: 'interacting', energy: rods, initial }),
    linearised: gradientFlow({ name: 'linearised', energy, initial }),
  };
}
