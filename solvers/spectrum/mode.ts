import { conduct } from '../linear/conduct.ts';
import type { LinearMap } from '../linear/conjugateGradients.ts';
import { combine, dot } from './fields.ts';
import { applyHessian, centre, type Linearisation, removeMass } from './linearisation.ts';

/** An eigenpair of A = K H: A q = λ q. */
export interface Mode {
  readonly eigenvalue: number;
  /** q, with ⟨q, H q⟩ = 1 (⟨⟩ with h^d), 0 in cells at a bound. */
  readonly field: Float64Array;
  /** ‖A q − λ q‖/(λ ‖q‖). */
  readonly residual: number;
}

/** The inverses that a mode is refined by. */
export interface Inverses {
  /** u with K u = q. */
  readonly conduction: LinearMap;
  /** A⁻¹ q. */
  readonly inverse: LinearMap;
}

/** 1, or −1 if the first of the values that are at least half as large as any is negative. */
function signOf(q: Float64Array): number {
  const largest = q.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return Math.sign(q.find((v) => Math.abs(v) >= 0.5 * largest) ?? 1);
}

/** ‖A q − λ q‖/(λ ‖q‖), with the potentials of cells at a bound at which they keep their density. */
function residualOf(
  q: Float64Array,
  eigenvalue: number,
  linear: Linearisation,
  { conduction }: Inverses,
): number {
  const { grid, conductances, components, curvature } = linear;
  const potential = new Float64Array(q.length);
  const u = new Float64Array(q.length);
  applyHessian(potential, q, linear);
  centre(potential, linear);
  conduction(u, q);
  centre(u, linear);
  for (let i = 0; i < q.length; i++)
    if (curvature[i] === 0) potential[i] = components.label[i] >= 0 ? eigenvalue * u[i] : 0;
  conduct(u, potential, conductances, grid);
  combine(u, -eigenvalue, q);
  return Math.sqrt(dot(u, u) / dot(q, q)) / eigenvalue;
}

/**
 * An eigenpair from an approximation of its field, by one step of inverse iteration, v = A⁻¹ q, and the Rayleigh quotient
 * λ = ⟨v, A v⟩_H / ⟨v, v⟩_H: what is left of stiff modes in q is damped by their eigenvalues.
 */
export function refinedMode(q: Float64Array, linear: Linearisation, inverses: Inverses): Mode {
  removeMass(q, linear);
  const field = new Float64Array(q.length);
  const image = new Float64Array(q.length);
  inverses.inverse(field, q);
  applyHessian(image, field, linear);
  const square = dot(field, image);
  const eigenvalue = dot(image, q) / square;
  const factor = signOf(field) / Math.sqrt(square * linear.grid.cellVolume);
  for (let i = 0; i < field.length; i++) field[i] *= factor;
  return { eigenvalue, field, residual: residualOf(field, eigenvalue, linear, inverses) };
}
