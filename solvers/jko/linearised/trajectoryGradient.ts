import type { Density, Energy } from '../../../src/index.ts';
import { checkField, type LinearisedStep } from './linearisedStep.ts';

/**
 * A function of the density p_k after step k, p_0 being the initial one, with its derivatives; null where p_k does not matter.
 *
 * @see {@link lineariseTrajectory}
 */
export type Misfit = (density: Density, k: number) => MisfitValue | null;

/** j_k(p_k) and ∂j_k/∂p_i, a value per cell. @see {@link lineariseTrajectory} */
export interface MisfitValue {
  readonly value: number;
  readonly slope: Float64Array;
}

/** J = Σ_k j_k(p_k) and its derivatives. @see {@link lineariseTrajectory} */
export interface TrajectoryGradient {
  readonly value: number;
  /** ∂J/∂p_i of the initial density. */
  readonly initial: Float64Array;
  /** ∂J/∂V_i for a potential that is the same in all steps. */
  readonly potential: Float64Array;
  /** ∂J/∂τ, the same in all steps. */
  readonly timeStep: number;
  /**
   * The derivative of J by c at c = 0 for the energy E + c E₁: with `excludedVolume(1)` that by the coefficient of p²/2, with
   * `potential(f)` that in the direction f.
   */
  along(direction: Energy): number;
}

/** δE₁/δp at p. */
export function variationAt({ values, grid }: Density, direction: Energy): Float64Array {
  const out = new Float64Array(grid.size);
  direction.on(grid).firstVariation(out, values);
  return out;
}

/** The gradient of J by the adjoints of the steps, backwards: λ_K = ∂j_K, λ_{k−1} = T_kᵀ λ_k + ∂j_{k−1}. */
export function trajectoryGradient(
  densities: readonly Density[],
  steps: readonly LinearisedStep[],
  misfit: Misfit,
): TrajectoryGradient {
  const { size } = densities[0].grid;
  let lambda: Float64Array = new Float64Array(size);
  const potential = new Float64Array(size);
  const fields: Float64Array[] = [];
  let value = 0;
  let timeStep = 0;
  for (let k = steps.length; k >= 0; k--) {
    const here = misfit(densities[k], k);
    if (here !== null) {
      checkField('slope', here.slope, densities[k].grid);
      value += here.value;
      lambda = lambda.map((l, i) => l + here.slope[i]);
    }
    if (k === 0) break;
    const adjoint = steps[k - 1].adjoint(lambda);
    fields.unshift(adjoint.field);
    for (let i = 0; i < size; i++) potential[i] += adjoint.field[i];
    timeStep += adjoint.timeStep;
    lambda = adjoint.density;
  }
  return {
    value,
    initial: lambda,
    potential,
    timeStep,
    along: (direction) =>
      fields.reduce(
        (sum, field, k) =>
          sum + variationAt(densities[k + 1], direction).reduce((s, v, i) => s + v * field[i], 0),
        0,
      ),
  };
}
