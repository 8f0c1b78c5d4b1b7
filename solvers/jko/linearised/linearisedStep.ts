import { finite, knownKeys } from '../../../src/errors/check.ts';
import { ArgumentError, ConvergenceError, Density, type Grid } from '../../../src/index.ts';
import type { SaddleOperator } from './saddleOperator.ts';
import type { Solution, TangentWorkspace } from './workspace.ts';

/** What changes a step p ↦ p⁺; what is left out does not change. @see {@link linearise} */
export interface StepChange {
  /** δp of the density that the step starts from, a value per cell. */
  readonly density?: Float64Array;
  /**
   * The change of δE/δp at fixed p, a value per cell: δV for a change of the potential, and ∂(δE/δp)/∂c at p⁺ for that of a parameter c;
   * if E contains c E₁ that is δE₁/δp.
   */
  readonly field?: Float64Array;
  /** δτ. */
  readonly timeStep?: number;
}

/** The derivatives of a function J of p⁺ by what changes a step. @see {@link linearise} */
export interface StepGradient {
  /** ∂J/∂p_i of the density that the step starts from. */
  readonly density: Float64Array;
  /** ∂J/∂V_i. The derivative by a parameter is the sum of its products with the change of δE/δp that the parameter makes. */
  readonly field: Float64Array;
  /** ∂J/∂τ. */
  readonly timeStep: number;
}

/** A solved JKO step p ↦ p⁺ with its derivative. @see {@link linearise} */
export interface LinearisedStep {
  /** p⁺, which solves the step to rounding. */
  readonly density: Density;
  /** The density that the step starts from. */
  readonly previous: Float64Array;
  /** τ. */
  readonly timeStep: number;
  /**
   * The tangent map: δp⁺ = T δp + G δ(δE/δp) + (∂p⁺/∂τ) δτ, in new memory, of the mass of δp. T and G are matrices of the grid; G is
   * symmetric, negative semidefinite, and constants are its kernel.
   *
   * @throws ArgumentError for fields of another length or values that are not finite; ConvergenceError if the linear system is not
   * solved to 1e-9.
   */
  tangent(change: StepChange): Float64Array;
  /**
   * The adjoint: the derivatives of J by everything at once, from its derivatives ∂J/∂p_i⁺, at the cost of one tangent.
   *
   * Transposes are those of the plain sum Σ a_i b_i. Given δJ/δp, h^−d ∂J/∂p_i, it returns δJ/δp and δJ/δV, and its
   * `timeStep` is to be multiplied by h^d.
   *
   * @param slope - ∂J/∂p_i⁺, a value per cell. @throws as `tangent`.
   */
  adjoint(slope: Float64Array): StepGradient;
}

// Beyond this residual a linear system has not been solved.
const ACCEPTED = 1e-9;

/** Throws {@link ArgumentError} unless `field` has a finite value for every cell. */
export function checkField(argument: string, field: Float64Array, grid: Grid): void {
  if (!(field instanceof Float64Array) || field.length !== grid.size)
    throw new ArgumentError(argument, field, `a Float64Array of ${grid.size} values, one per cell`);
  const wrong = field.findIndex((v) => !Number.isFinite(v));
  if (wrong >= 0) throw new ArgumentError(`${argument}[${wrong}]`, field[wrong], 'a finite number');
}

/** The linearised step of a solution. */
export function linearisedStep(solution: Solution, workspace: TangentWorkspace, grid: Grid): LinearisedStep {
  const { path, problem } = solution;
  const n = grid.size;
  const size = path.density.length;
  const right = new Float64Array(2 * size);

  /** M⁻¹ `right`, the densities corrected by what is left of the continuity equations, after which mass is exact. */
  function solve(operator: SaddleOperator): Float64Array {
    const x = new Float64Array(2 * size);
    const image = new Float64Array(2 * size);
    const given = right.slice(size);
    const { residual } = workspace.solveSaddle(x, right, operator);
    if (!(residual <= ACCEPTED))
      throw new ConvergenceError(`linearise could not solve its linear system: residual ${residual}`);
    operator.apply(image, x);
    const left = image.subarray(size);
    for (let k = 0; k < size; k++) {
      left[k] = given[k] - left[k] + (k < n ? 0 : left[k - n]);
      x[k] += left[k];
    }
    return x;
  }

  return {
    density: new Density(grid, path.density.slice(size - n)),
    previous: problem.previous,
    timeStep: problem.timeStep,
    tangent(change) {
      knownKeys('tangent', change, ['density', 'field', 'timeStep']);
      const { density, field } = change;
      const timeStep = finite('timeStep', change.timeStep ?? 0);
      const operator = workspace.load(solution);
      const part = new Float64Array(2 * size);
      right.fill(0);
      if (density !== undefined) {
        checkField('density', density, grid);
        operator.push(part, density);
        for (let k = 0; k < part.length; k++) right[k] -= part[k];
      }
      if (timeStep !== 0) {
        operator.hasten(part);
        for (let k = 0; k < part.length; k++) right[k] -= timeStep * part[k];
      }
      if (field !== undefined) {
        checkField('field', field, grid);
        for (let i = 0; i < n; i++) right[size - n + i] -= field[i];
      }
      return solve(operator).slice(size - n, size);
    },
    adjoint(slope) {
      checkField('slope', slope, grid);
      const operator = workspace.load(solution);
      right.fill(0);
      for (let i = 0; i < n; i++) right[size - n + i] = -slope[i];
      const x = solve(operator);
      const density = new Float64Array(n);
      operator.pull(density, x);
      const part = new Float64Array(2 * size);
      operator.hasten(part);
      let timeStep = 0;
      for (let k = 0; k < part.length; k++) timeStep += part[k] * x[k];
      return { density, field: x.slice(size - n, size), timeStep };
    },
  };
}
