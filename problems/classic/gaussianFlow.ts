import { ArgumentError } from '../../src/errors/argumentError.ts';
import { knownKeys, positive } from '../../src/errors/check.ts';
import { density as densityOf, type Energy, entropy, type Grid, type LocalEnergy } from '../../src/index.ts';
import { type ClosedForm, closedForm, type Placement } from './closedForm.ts';
import { dilation } from './dilation.ts';
import { gaussianAverages } from './gaussianAverages.ts';
import {
  point,
  type QuadraticForceOptions,
  quadraticForces,
  totalConfinement,
  withForces,
} from './quadraticForces.ts';

/** What {@link gaussianFlow} takes. */
export interface GaussianFlowOptions extends QuadraticForceOptions {
  /** A box so large that next to nothing of the Gaussians is outside. */
  readonly grid: Grid;
  /** Initial mean, d coordinates. */
  readonly mean: readonly number[];
  /** Initial standard deviation > 0, or one for each axis. */
  readonly deviation: number | readonly number[];
  /** 1 unless said otherwise. */
  readonly mass?: number;
}

function deviations({ deviation }: GaussianFlowOptions, dimension: number): readonly number[] {
  if (typeof deviation === 'number') return new Array(dimension).fill(positive('deviation', deviation));
  if (!Array.isArray(deviation) || deviation.length !== dimension)
    throw new ArgumentError(
      'deviation',
      deviation,
      `a number > 0, or as many as the grid has dimensions (${dimension})`,
    );
  return deviation.map((s, k) => positive(`deviation[${k}]`, s));
}

/**
 * The flow ∂p/∂t = Δp + κ div((x − well) p) of the entropy from a Gaussian, with its exact solutions: the heat equation for
 * κ = 0, Ornstein and Uhlenbeck's process otherwise. Along each axis −∂ log p = (x − μ)/σ², so that
 *
 *     σ_old = σ_new (1 + κτ) − τ/σ_new,   σ² = 1/κ + (σ₀² − 1/κ) e^{−2κt}.
 *
 * With an attraction the energy has an interaction too and is not local. Densities are rescaled to their mass in the box.
 *
 * @throws ArgumentError for options out of range.
 * Source: Jordan–Kinderlehrer–Otto 1998; Uhlenbeck–Ornstein 1930, On the theory of the Brownian motion.
 * @example
 * ```ts
 * import { grid, l1Distance, solve } from 'ottoflow';
 * import { gaussianFlow } from 'ottoflow/problems';
 * import { jko } from 'ottoflow/solvers';
 *
 * const { flow, jkoIterate, pde } = gaussianFlow({ grid: grid([[-4, 4]], [400]), mean: [0], deviation: 0.5 });
 * const run = solve(flow, jko({ timeStep: 0.02 }), { until: 0.1 });
 * const away = (p: typeof flow.initial) => l1Distance(run.snapshots[0].density, p);
 * console.log('nearer to five exact JKO steps than to the equation:', away(jkoIterate(5, 0.02)) < away(pde(0.1)) / 10);
 * ```
 * ```text
 * nearer to five exact JKO steps than to the equation: true
 * ```
 */
export function gaussianFlow(
  options: GaussianFlowOptions & { readonly attraction: number },
): ClosedForm<Energy>;
export function gaussianFlow(options: GaussianFlowOptions): ClosedForm<LocalEnergy>;
export function gaussianFlow(options: GaussianFlowOptions): ClosedForm<Energy> {
  knownKeys('gaussianFlow', options, [
    'grid',
    'mean',
    'deviation',
    'mass',
    'confinement',
    'well',
    'attraction',
  ]);
  const { grid, mass = 1 } = options;
  const centre = point('mean', options.mean, grid.dimension);
  const forces = quadraticForces(options, centre);
  const initial = { centre, widths: deviations(options, grid.dimension) };
  const density = (p: Placement) => densityOf(grid, gaussianAverages(grid, p.centre, p.widths), { mass });
  return closedForm({
    energy: withForces(entropy(), forces),
    initial,
    forces,
    law: dilation({ spreading: 1, exponent: 1, confinement: totalConfinement(forces, mass) }),
    secondMoment: 1,
    density,
  });
}
