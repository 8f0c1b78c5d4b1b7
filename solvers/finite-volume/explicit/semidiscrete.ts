import type { DiscreteEnergy } from '../../../src/energy/discreteEnergy.ts';
import { type Pointwise, pointwise } from '../../../src/energy/pointwise.ts';
import type { InternalTerm } from '../../../src/energy/term.ts';
import type { GradientFlow } from '../../../src/flow/gradientFlow.ts';
import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import { type Limiter, reconstruct } from './reconstruct.ts';

/**
 * First variations are taken at max(p, floor) with floor this part of the largest initial density: the vacuum's chemical
 * potential is finite, and lower than that of any density which matters (by 69 for the entropy).
 */
const FLOOR = 1e-30;

/** The semi-discrete scheme dp/dt = L(p) on one grid, with its work space. */
export interface Semidiscrete {
  readonly grid: Grid;
  readonly discrete: DiscreteEnergy;
  /** The internal part of the energy, whose diffusion limits the time step; null if it has none. */
  readonly internal: Pointwise | null;
  readonly limiter: Limiter;
  readonly floor: number;
  /** max(p, floor). */
  readonly floored: Float64Array;
  /** U′. */
  readonly slope: Float64Array;
  /** δE = U′ + V + …. */
  readonly xi: Float64Array;
  readonly lowEnd: Float64Array;
  readonly highEnd: Float64Array;
  /** Sum over the faces of each cell of diffusivity/h². */
  readonly diffusivity: Float64Array;
  /** Rate at which each cell gives density away. */
  readonly outflow: Float64Array;
}

/** The semi-discrete scheme for a flow. */
export function semidiscrete(
  { grid, energy, discrete, initial }: GradientFlow,
  limiter: Limiter,
): Semidiscrete {
  const terms = energy.terms.filter((t): t is InternalTerm => t.kind === 'internal');
  const cells = (): Float64Array => new Float64Array(grid.size);
  return {
    grid,
    discrete,
    internal: terms.length > 0 ? pointwise(terms, energy.capabilities.domain) : null,
    limiter,
    floor: FLOOR * initial.values.reduce((a, b) => Math.max(a, b), 0),
    floored: cells(),
    slope: cells(),
    xi: cells(),
    lowEnd: cells(),
    highEnd: cells(),
    diffusivity: cells(),
    outflow: cells(),
  };
}

/** Below this relative difference of two densities the secant of U′ cancels, and U″ takes its place. */
const CLOSE = 1e-6;

/**
 * Writes L(p) into `out` and returns the largest Δt for which p + Δt L(p) is stable and nonnegative.
 *
 * Fluxes are upwind, F = u⁺ p_E + u⁻ p_W with u = −(ξ_R − ξ_L)/h, ξ = δE, and p_E, p_W the reconstructed values beside
 * the face. The step is bounded twice:
 *
 * - positivity: no cell gives away more than it has, Δt · outflow ≤ p. As p = (p_W + p_E)/2 in each cell, this allows at
 *   least the Δt ≤ h/(2 max |u|) of the source, and more beside vacuum, where |u| is large but p_E vanishes.
 * - diffusion: where ξ = U′(p), F = −D (p_R − p_L)/h with D = p_upwind (U′(p_R) − U′(p_L))/(p_R − p_L) ≥ 0, so that
 *   p + Δt L(p) is a convex combination of p and its neighbours (a maximum principle) if Δt (D_left + D_right) ≤ h²;
 *   for smooth p this is Δt ≤ h²/(2 p U″(p)), which the first bound does not imply where velocities vanish.
 *
 * Convex parts hidden in a black-box `functional` are not seen by the second bound; only a rise of E will tell of them.
 */
export function rate(out: Float64Array, p: Float64Array, scheme: Semidiscrete): number {
  const { grid, discrete, internal, floor, floored, slope, xi, lowEnd, highEnd, diffusivity, outflow } =
    scheme;
  for (let i = 0; i < p.length; i++) floored[i] = Math.max(p[i], floor);
  discrete.firstVariation(xi, floored);
  if (internal !== null) for (let i = 0; i < p.length; i++) slope[i] = internal.dU(floored[i]);
  out.fill(0);
  diffusivity.fill(0);
  outflow.fill(0);
  for (let k = 0; k < grid.dimension; k++) {
    reconstruct(lowEnd, highEnd, p, grid, k, scheme.limiter);
    const inverse = 1 / grid.axes[k].spacing;
    eachFaceBlock(grid, k, (_, left, right, count) => faces(out, scheme, inverse, left, right, count));
  }
  let fastest = Number.MIN_VALUE;
  for (let i = 0; i < p.length; i++) {
    if (outflow[i] > 0) fastest = Math.max(fastest, outflow[i] / p[i]);
    fastest = Math.max(fastest, diffusivity[i]);
  }
  return 1 / fastest;
}

function faces(
  out: Float64Array,
  scheme: Semidiscrete,
  inverse: number,
  left: number,
  right: number,
  count: number,
): void {
  const { internal, floored, slope, xi, lowEnd, highEnd, diffusivity, outflow } = scheme;
  for (let i = 0; i < count; i++) {
    const l = left + i;
    const r = right + i;
    const u = (xi[l] - xi[r]) * inverse;
    const upwind = u > 0 ? highEnd[l] : lowEnd[r];
    const flux = u * upwind * inverse;
    out[l] -= flux;
    out[r] += flux;
    outflow[u > 0 ? l : r] += Math.abs(flux);
    if (internal !== null) {
      const a = floored[l];
      const b = floored[r];
      const apart = Math.abs(b - a) > CLOSE * (a + b);
      const secant = apart ? (slope[r] - slope[l]) / (b - a) : internal.d2U(0.5 * (a + b));
      const d = upwind * secant * inverse * inverse;
      diffusivity[l] += d;
      diffusivity[r] += d;
    }
  }
}
