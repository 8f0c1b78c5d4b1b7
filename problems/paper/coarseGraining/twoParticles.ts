import {
  ArgumentError,
  Density,
  type GradientFlow,
  type LocalEnergy,
  type ParticleModel,
  particleModel,
} from '../../../src/index.ts';

/**
 * Two particles on a line, followed by their joint density P(x₁, x₂): the microscopic problem (2.1), (2.9) with N = 2 and d = 1.
 *
 * @see {@link twoHardRods}
 */
export interface TwoParticles {
  /** The model, its initial density being the marginal of the joint one: where the macroscopic equations begin. */
  readonly model: ParticleModel;
  /** The flow of P on the square that configurations are mapped to. */
  readonly flow: GradientFlow<LocalEnergy>;
  /** q at t = 0: the joint density begins as q(x₁) q(x₂) e^{−u}. Its mass is 1 + O(ε). */
  readonly outer: Density;
  /** p = ∫ P dx₂ of (3.4) on the grid of the model, exactly for a P that is symmetric, and constant in each cell. */
  readonly marginal: (P: Density) => Density;
  /** P on Ω², row-major over pairs of cells of the model's grid; NaN where no configuration is. */
  readonly onSquare: (P: Density) => Float64Array;
}

/** What the two makers of {@link TwoParticles} share: a model is told the marginal of its joint density. */
export function twoParticles(
  given: ParticleModel,
  flow: GradientFlow<LocalEnergy>,
  of: Omit<TwoParticles, 'model' | 'flow'>,
): TwoParticles {
  const { particles, epsilon, pair, external } = given;
  const initial = of.marginal(flow.initial);
  return { ...of, flow, model: particleModel({ particles, epsilon, pair, external, initial }) };
}

/** The q of a flow that begins at `start`, normalised: the model's p₀ over the root of what is divided by. */
export function outerOf({ initial }: ParticleModel, { grid }: GradientFlow, start: Float64Array): Density {
  const root = Math.sqrt(new Density(grid, start).mass);
  return new Density(
    initial.grid,
    initial.values.map((p) => p / root),
  );
}

/** Throws {@link ArgumentError} unless a model has two particles on a line between walls. */
export function requireTwoOnLine({ particles, initial: { grid } }: ParticleModel): void {
  if (particles !== 2) throw new ArgumentError('particles', particles, '2');
  if (grid.dimension !== 1 || grid.axes[0].periodic)
    throw new ArgumentError('initial', grid.toString(), 'a density on a line between walls');
}
