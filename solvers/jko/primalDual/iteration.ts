import type { StepProblem } from '../stepProblem.ts';
import { type ContinuityProjection, continuityProjection } from './continuity.ts';
import { emptyVariables, type StepSizes, type Variables } from './iterate.ts';
import { kineticMultiplier } from './kineticDual.ts';

// Over-relaxation in [1, 2): 1.8 saves about a third of the iterations against 1.
const RELAXATION = 1.8;

/** A primal–dual iteration for one step problem. */
export interface Iteration {
  readonly variables: Variables;
  /** φ of the latest projection. */
  readonly potential: Float64Array;
  /** The nonnegative density that the latest proximal map of E gave, a primal point of E near p^S. */
  readonly proximal: Float64Array;
  /** One iteration, in place. */
  advance(): void;
}

/** x̂ = x − T Kᵀ y, then its projection onto the continuity equation. */
function primalStep(
  next: Variables,
  potential: Float64Array,
  now: Variables,
  sizes: StepSizes,
  project: ContinuityProjection,
  { previous, intervals }: StepProblem,
): void {
  const n = previous.length;
  const { mobilityDual: a, densityDual } = now;
  for (let j = 0; j < intervals; j++) {
    const weight = j === intervals - 1 ? intervals : 1;
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      let g = weight * densityDual[k];
      if (i < n - 1) g += 0.25 * (j < intervals - 1 ? a[k] + a[k + n] : a[k]);
      if (i > 0) g += 0.25 * (j < intervals - 1 ? a[k - 1] + a[k + n - 1] : a[k - 1]);
      next.density[k] = now.density[k] - sizes.density[j] * g;
      next.momentum[k] = i < n - 1 ? now.momentum[k] - sizes.momentum * now.momentumDual[k] : 0;
    }
  }
  project(potential, next.density, next.momentum, previous);
}

/** Dual step of the kinetic energy at the extrapolated primal point. */
function kineticStep(
  next: Variables,
  now: Variables,
  sizes: StepSizes,
  { previous, intervals, timeStep }: StepProblem,
): void {
  const n = previous.length;
  const p = next.density;
  const q = now.density;
  for (let j = 0; j < intervals; j++) {
    for (let f = 0; f < n - 1; f++) {
      const k = j * n + f;
      const before =
        j === 0 ? previous[f] + previous[f + 1] : 2 * (p[k - n] + p[k - n + 1]) - (q[k - n] + q[k - n + 1]);
      const theta = 0.25 * (2 * (p[k] + p[k + 1]) - (q[k] + q[k + 1]) + before);
      const a = now.mobilityDual[k] + sizes.mobilityDual * theta;
      const b = now.momentumDual[k] + sizes.momentumDual * (2 * next.momentum[k] - now.momentum[k]);
      const lambda = kineticMultiplier(a, b, timeStep, sizes.mobilityDual, sizes.momentumDual);
      next.mobilityDual[k] = a - sizes.mobilityDual * lambda;
      next.momentumDual[k] = b / (1 + sizes.momentumDual * timeStep * lambda);
    }
  }
}

/** Dual steps of E at p^S and of p^j ≥ 0 at the others. */
function densityStep(
  next: Variables,
  proximal: Float64Array,
  now: Variables,
  sizes: StepSizes,
  { previous, intervals, energy }: StepProblem,
): void {
  const n = previous.length;
  const last = (intervals - 1) * n;
  const dual = next.densityDual;
  for (let k = 0; k < last; k++)
    dual[k] = Math.min(0, now.densityDual[k] + sizes.signDual * (2 * next.density[k] - now.density[k]));
  const sigma = sizes.energyDual;
  const centre = dual.subarray(last);
  for (let i = 0; i < n; i++)
    centre[i] = now.densityDual[last + i] / sigma + 2 * next.density[last + i] - now.density[last + i];
  energy.prox(proximal, centre, 1 / sigma);
  for (let i = 0; i < n; i++) centre[i] = sigma * (centre[i] - proximal[i]);
}

function relax(now: Float64Array, next: Float64Array): void {
  for (let k = 0; k < now.length; k++) now[k] += RELAXATION * (next[k] - now[k]);
}

/**
 * The over-relaxed primal–dual hybrid gradient iteration on
 *
 *     min_{(p, m) in continuity} max_{a, b, r}  ⟨a, θ(p)⟩ + ⟨b, m⟩ + ⟨r, p⟩ − kinetic*(a, b) − E*(r^S) − Σ_{j<S} sign*(r^j)
 *
 * with arithmetic θ: the continuity equation by exact projection, kinetic energy by projection on the paraboloid, E by its
 * proximal map. The metric of the projection makes the coupling's norm independent of the grid.
 * Source: Chambolle–Pock 2011, A first-order primal–dual algorithm for convex problems; Condat 2013 for the relaxation.
 */
export function primalDualIteration(variables: Variables, problem: StepProblem, sizes: StepSizes): Iteration {
  const n = problem.previous.length;
  const next = emptyVariables(n, problem.intervals);
  const potential = new Float64Array(n * problem.intervals);
  const proximal = new Float64Array(n);
  const project = continuityProjection(problem.energy.grid, sizes.density, sizes.momentum);
  return {
    variables,
    potential,
    proximal,
    advance() {
      primalStep(next, potential, variables, sizes, project, problem);
      kineticStep(next, variables, sizes, problem);
      densityStep(next, proximal, variables, sizes, problem);
      relax(variables.density, next.density);
      relax(variables.momentum, next.momentum);
      relax(variables.mobilityDual, next.mobilityDual);
      relax(variables.momentumDual, next.momentumDual);
      relax(variables.densityDual, next.densityDual);
    },
  };
}
