import type { System } from './system.ts';

/** The matrix of one Newton iteration, for unknowns δ log p, and how its linear systems are solved. */
export interface Jacobian {
  /**
   * Takes the matrix at `system.p`, whose cell parts are there, and adds what faces contribute to the right-hand sides `system.x`.
   *
   * @param monotone - leaves out what ∂θ/∂p contributes against the monotonicity of the fluxes F (they grow with p_R and fall
   * with p_L wherever potentials change by less than about 2 p U″ per cell): an M-matrix, safer far from the solution,
   * slower near it.
   */
  assemble(system: System, timeStep: number, monotone: boolean): void;
  /** out = the matrix times x, with `system` as it was assembled; `out` is never `x`. */
  apply(out: Float64Array, x: Float64Array, system: System): void;
  /**
   * Right-hand sides `system.x` in, δ log p out.
   *
   * @param tolerance - of the residual relative to the right-hand side, for solvers that iterate.
   * @returns the residual that is left, relative: 0 for a direct solver, NaN if the matrix is singular to rounding.
   */
  solve(system: System, tolerance: number): number;
  /** Whether linear systems are solved by iteration, to a tolerance. */
  readonly iterative: boolean;
  /** Linear iterations since the Jacobian was made. */
  readonly iterations: number;
}
