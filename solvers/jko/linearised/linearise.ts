import { integer, knownKeys } from '../../../src/errors/check.ts';
import type { Density, Energy, GradientFlow } from '../../../src/index.ts';
import { checkField, type LinearisedStep, linearisedStep } from './linearisedStep.ts';
import { type LinearisedSettings, linearisedSettings, requireSecondVariations } from './settings.ts';
import {
  type Misfit,
  type TrajectoryGradient,
  trajectoryGradient,
  variationAt,
} from './trajectoryGradient.ts';
import { tangentWorkspace } from './workspace.ts';

/** What changes a trajectory; what is left out does not change. @see {@link lineariseTrajectory} */
export interface TrajectoryChange {
  /** δp of the initial density, a value per cell. */
  readonly initial?: Float64Array;
  /** The energy E₁ of E + c E₁, for the derivative by c at c = 0. */
  readonly energy?: Energy;
  /** δτ of every step. */
  readonly timeStep?: number;
}

/** K solved JKO steps, one after the other, with their derivatives. @see {@link lineariseTrajectory} */
export interface LinearisedTrajectory {
  readonly steps: readonly LinearisedStep[];
  /** p_0 … p_K. */
  readonly densities: readonly Density[];
  /** δp_0 … δp_K, in new memory. @throws what {@link LinearisedStep.tangent} throws. */
  tangent(change: TrajectoryChange): Float64Array[];
  /** J = Σ_k j_k(p_k) and its derivatives, by one adjoint per step. @throws what {@link LinearisedStep.adjoint} throws. */
  gradient(misfit: Misfit): TrajectoryGradient;
}

/**
 * The derivative of one JKO step p ↦ p⁺ of a flow from its initial density, by the density, the energy and τ.
 *
 * The step is solved as `jko` by `newton` does, and then to rounding by Newton's method for its optimality conditions F(z) = 0 in
 * z = (p^j, φ^j), whose derivative M is the symmetric matrix of a linear saddle-point problem: (2.12), discretised, or minimise
 * (2.13) subject to (2.14). A change δF costs one solve, δz = −M⁻¹ δF, and so does the adjoint.
 *
 * @returns p⁺ with its tangent and adjoint.
 * @throws CapabilityError for flows that `jko` by `newton` refuses, black boxes, and steps along which a density meets a bound,
 * vacuum say: there the map has no derivative in all directions; ConvergenceError if the step is not solved; ArgumentError or
 * UnknownNameError for settings out of range.
 * Source: (2.12)–(2.14), Theorem 2.2.
 * @see [Linearised JKO steps](/theory/linearised-steps)
 */
export function linearise(flow: GradientFlow<Energy>, settings: LinearisedSettings): LinearisedStep {
  const complete = linearisedSettings(settings);
  requireSecondVariations(flow);
  const workspace = tangentWorkspace(flow, complete);
  return linearisedStep(workspace.solve(flow.initial.values, complete.timeStep), workspace, flow.grid);
}

/**
 * The derivative of K JKO steps from a flow's initial density: tangents forwards, gradients of misfits backwards.
 *
 * Solutions are stored, 2 S numbers per cell and step; coefficients and factors are one step's, made anew when another is asked for.
 *
 * @param settings - those of {@link linearise}, and the number K ≥ 1 of steps.
 * @throws what {@link linearise} throws.
 * @see [Linearised JKO steps](/theory/linearised-steps)
 */
export function lineariseTrajectory(
  flow: GradientFlow<Energy>,
  settings: LinearisedSettings & { readonly steps: number },
): LinearisedTrajectory {
  const complete = linearisedSettings(settings, ['steps']);
  const count = integer('steps', settings.steps, 1);
  requireSecondVariations(flow);
  const workspace = tangentWorkspace(flow, complete);
  const densities = [flow.initial];
  const steps: LinearisedStep[] = [];
  for (let k = 0; k < count; k++) {
    const solution = workspace.solve(densities[k].values, complete.timeStep);
    steps.push(linearisedStep(solution, workspace, flow.grid));
    densities.push(steps[k].density);
  }
  return {
    steps,
    densities,
    tangent(change) {
      knownKeys('tangent', change, ['initial', 'energy', 'timeStep']);
      const { initial, energy, timeStep = 0 } = change;
      if (initial !== undefined) checkField('initial', initial, flow.grid);
      const changes: Float64Array[] = [initial?.slice() ?? new Float64Array(flow.grid.size)];
      for (const [k, step] of steps.entries())
        changes.push(
          step.tangent({
            density: changes[k],
            timeStep,
            ...(energy !== undefined && { field: variationAt(step.density, energy) }),
          }),
        );
      return changes;
    },
    gradient: (misfit) => trajectoryGradient(densities, steps, misfit),
  };
}
