import {
  coarseGrain,
  type Density,
  density,
  entropy,
  gradientFlow,
  grid,
  nonInteracting,
  type ParameterValues,
  type ParticleModel,
  particleModel,
  potential,
  powerLaw,
} from '../../../src/index.ts';
import type { PaperFlows } from '../common/flows.ts';

/** Ω is its square. */
export const SIDE = [-0.5, 0.5] as const;
/** s of the potential, 1/length². */
const STEEPNESS = 25;
/** Radius μ and width σ of the ring that particles start from, and how much of it depends on the angle. */
const RADIUS = 0.3;
const WIDTH = 0.05;
const LOPSIDED = 0.6;
/** The exponent of the repulsion u = (ε/r)⁴. */
const EXPONENT = 4;

/** The times of Figure 4(c), on the fast scale. */
export const TIMES: readonly number[] = [0.0025, 0.005, 0.0075, 0.01, 0.0125];
/** Times on the slow scale of Figure 4(d). */
export const LATE_TIMES: readonly number[] = [0.05, 0.1, 0.2];

/** V = −4.5 e^{−2s|x|²} + 3.5 e^{−s|x|²}: a crater of depth −1 with a rim of height 0.68 at |x| = 0.19. */
export function volcano(x: number, y: number): number {
  const q = Math.exp(-STEEPNESS * (x * x + y * y));
  return (3.5 - 4.5 * q) * q;
}

/** C (1 + 0.6 sin θ) e^{−(r − μ)²/2σ²} of unit mass. At the walls it is not without flux: a layer forms there at once. */
export function initialDensity(cells: readonly number[]): Density {
  const ring = (x: number, y: number): number => {
    const r = Math.hypot(x, y);
    const sine = r > 0 ? y / r : 0;
    return (1 + LOPSIDED * sine) * Math.exp(-0.5 * ((r - RADIUS) / WIDTH) ** 2);
  };
  return density(grid([SIDE, SIDE], cells), ring, { mass: 1 });
}

/** N particles with u = (ε/r)⁴, thrown from a density: that of the example unless given. */
export function model(
  { particles, epsilon }: ParameterValues,
  initial: Density = initialDensity([100, 100]),
): ParticleModel {
  return particleModel({ particles, epsilon, pair: powerLaw(EXPONENT), external: volcano, initial });
}

/** α_u (N − 1) ε² of (4.1), with α_u = 5.568 of (3.26); 0.556 in the paper. */
export function coefficient({ particles, epsilon }: ParameterValues): number {
  return powerLaw(EXPONENT).excludedVolume(2) * (particles - 1) * epsilon ** 2;
}

/** The flows for these parameters. */
export function flows(parameters: ParameterValues, cells: readonly number[]): PaperFlows {
  const initial = initialDensity(cells);
  if (parameters.epsilon === 0) {
    const points = gradientFlow({ name: 'linear', energy: entropy().plus(potential(volcano)), initial });
    return { interacting: points, linear: points };
  }
  const soft = model(parameters, initial);
  return {
    interacting: gradientFlow({ name: 'interacting', energy: coarseGrain(soft), initial }),
    linear: gradientFlow({ name: 'linear', energy: nonInteracting(soft), initial }),
  };
}
