import { integer, knownKeys, positive } from '../../src/errors/check.ts';
import {
  ArgumentError,
  ConvergenceError,
  Density,
  type FaceMeanName,
  faceMean as faceMeanOf,
  type GradientFlow,
} from '../../src/index.ts';
import { conduction } from './conduction.ts';
import { denseModes, denseSize } from './dense.ts';
import { checkEquilibrium } from './equilibrium.ts';
import { hessianInverse } from './inverse.ts';
import { lanczosModes } from './lanczos.ts';
import { linearisation } from './linearisation.ts';
import { type Inverses, refinedMode } from './mode.ts';

/** A residual above this is no eigenpair: λ is below the rounding of the largest eigenvalue. */
const CREDIBLE = 1e-3;
/** Up to so many cells matrices are dense. */
const DENSE = 300;

/** What {@link spectrum} may be told. */
export interface SpectrumOptions {
  /** How many eigenvalues, an integer ≥ 1, up to the number of cells that move less that of components; 4 unless given, or all where there are fewer. */
  readonly count?: number;
  /** The mean θ on faces; arithmetic unless given. */
  readonly faceMean?: FaceMeanName;
  /** How far from rest the state may be: |grad δE| ≤ equilibrium · max U″p / L on its support, L the longest side; 1e-6 unless given. */
  readonly equilibrium?: number;
}

/** The slowest modes of a flow about an equilibrium. @see {@link spectrum} */
export interface Spectrum {
  /** λ_k of dq/dt = −λ_k q, 1/time, ascending and > 0, each as often as it occurs. */
  readonly eigenvalues: Float64Array;
  /** q_k, cell fields without mass in any component, ⟨q_k, δ²E q_k⟩ = 1 (⟨⟩ with h^d), 0 in cells at a bound. */
  readonly modes: readonly Float64Array[];
  /** 2 λ₁: the free energy ends like E − E∞ ~ e^{−2 λ₁ t}, unless the start has no part in the first mode. */
  readonly decayRate: number;
  /** How many parts the support has between which no mass passes: the multiplicity of the eigenvalue 0, which is left out. */
  readonly components: number;
  /** ‖A q_k − λ_k q_k‖/(λ_k ‖q_k‖), A the linearised operator. */
  readonly residuals: Float64Array;
}

/**
 * The lowest eigenvalues of the semi-discrete flow dp/dt = div(θ(m(p)) grad δE(p)), linearised at an equilibrium p∞:
 *
 *     dq/dt = −A q,      A = K H,      K = −div θ(m(p∞)) grad,      H = δ²E(p∞) = U″(p∞) + W∗
 *
 * A is self-adjoint in ⟨x, H y⟩. Cells at a bound – vacuum that U allows, obstacles – keep their density and pass on what
 * flows into them. Dense matrices up to 300 cells; beyond, Lanczos' method on A⁻¹ with direct solves on a line and multigrid in a
 * box. The same arguments give the same bits.
 *
 * @param flow - with an internal energy, U″ > 0 on the support; its initial density does not matter.
 * @param state - an equilibrium of the flow on its grid: a `steadyState` or where a run has come to rest.
 * @throws ArgumentError for a state on another grid, one that is not an equilibrium, or found to be unstable, and for options out of
 * range; CapabilityError without U″ > 0 or with a black box; ConvergenceError if a linear solve or the modes do not converge,
 * as where δ²E has a negative direction, or an eigenvalue is lost in rounding.
 * @see [Rates](/guide/comparing#rates)
 */
export function spectrum(flow: GradientFlow, state: Density, options: SpectrumOptions = {}): Spectrum {
  knownKeys('spectrum', options, ['count', 'faceMean', 'equilibrium']);
  const { faceMean = 'arithmetic', equilibrium = 1e-6 } = options;
  if (!(state instanceof Density)) throw new ArgumentError('state', state, 'a Density');
  if (!state.grid.equals(flow.grid))
    throw new ArgumentError(
      'state',
      state.grid.toString(),
      `a density on the grid of the flow, ${flow.grid}`,
    );
  const linear = linearisation(flow, state.values, faceMeanOf(faceMean));
  checkEquilibrium(state.values, flow, linear, positive('equilibrium', equilibrium));
  const dimensions = linear.mobile.length - linear.components.count;
  if (!(dimensions > 0))
    throw new ArgumentError(
      'state',
      `a density with ${linear.mobile.length} cells that move`,
      'cells that exchange mass',
    );
  const count = integer('count', options.count ?? Math.min(4, dimensions), 1, dimensions);
  const potentialOf = conduction(linear);
  const fieldOf = hessianInverse(linear);
  const u = new Float64Array(flow.grid.size);
  const inverses: Inverses = {
    conduction: potentialOf,
    inverse(v, q) {
      potentialOf(u, q);
      fieldOf(v, u);
    },
  };
  const fields =
    denseSize(linear) <= DENSE
      ? denseModes(linear, count).modes
      : lanczosModes(linear, inverses.inverse, count);
  const modes = fields
    .map((q) => refinedMode(q, linear, inverses))
    .sort((a, b) => a.eigenvalue - b.eigenvalue);
  for (const { eigenvalue, residual } of modes)
    if (!(residual <= CREDIBLE))
      throw new ConvergenceError(
        `spectrum found λ = ${eigenvalue} with a residual of ${residual}: too small beside the largest eigenvalue`,
      );
  return {
    eigenvalues: Float64Array.from(modes, ({ eigenvalue }) => eigenvalue),
    modes: modes.map(({ field }) => field),
    decayRate: 2 * modes[0].eigenvalue,
    components: linear.components.count,
    residuals: Float64Array.from(modes, ({ residual }) => residual),
  };
}
