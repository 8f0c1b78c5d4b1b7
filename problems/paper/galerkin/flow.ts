import { LuDecomposition, Matrix } from 'ml-matrix';
import type { Basis } from './basis.ts';

/** ∂p/∂t = ((1 + a p) p′ + V′ p)′ between walls, (1.7) with constants in one direction. */
export interface Drift {
  /** a = α_u (N − 1) ε^d, 0 for none. */
  readonly coefficient: number;
  /** V′. */
  readonly slope: (x: number) => number;
}

/** How a Galerkin solution is followed. */
export interface GalerkinSteps {
  /** Length of the first step. */
  readonly first: number;
  /** Ratio > 1 of the time at the end of a step to that at its beginning. */
  readonly growth: number;
}

// Linearly implicit Euler steps of these numbers are extrapolated to order five.
const NUMBERS = [2, 3, 4, 5, 6, 7, 8];

/** du/dt = f(u) in the basis, ∫ φ_k ∂p/∂t = −∫ ((1 + a p) p′ + V′ p) φ_k′: no flux through walls is natural. */
class Galerkin {
  private readonly basis: Basis;
  private readonly coefficient: number;
  private readonly force: Float64Array;

  constructor(basis: Basis, { coefficient, slope }: Drift) {
    this.basis = basis;
    this.coefficient = coefficient;
    this.force = basis.nodes.map(slope);
  }

  /** f(u), and with `jacobian` its derivative. */
  rate(u: Matrix): Matrix {
    const { values, slopes, weights } = this.basis;
    const [p, dp] = [values.mmul(u), slopes.mmul(u)];
    const flux = Matrix.columnVector(
      Array.from(
        weights,
        (w, i) => -w * ((1 + this.coefficient * p.get(i, 0)) * dp.get(i, 0) + this.force[i] * p.get(i, 0)),
      ),
    );
    return slopes.transpose().mmul(flux);
  }

  /** f′(u). */
  jacobian(u: Matrix): Matrix {
    const { values, slopes, weights } = this.basis;
    const [p, dp] = [values.mmul(u), slopes.mmul(u)];
    const a = this.coefficient;
    const flux = new Matrix(weights.length, u.rows);
    for (let i = 0; i < weights.length; i++)
      for (let k = 0; k < u.rows; k++)
        flux.set(
          i,
          k,
          -weights[i] *
            ((1 + a * p.get(i, 0)) * slopes.get(i, k) +
              (a * dp.get(i, 0) + this.force[i]) * values.get(i, k)),
        );
    return slopes.transpose().mmul(flux);
  }

  /** One step of order five: linearly implicit Euler steps, extrapolated. */
  step(u: Matrix, length: number): Matrix {
    const jacobian = this.jacobian(u);
    const identity = Matrix.eye(u.rows);
    let row: Matrix[] = [];
    for (const [j, n] of NUMBERS.entries()) {
      const h = length / n;
      const matrix = new LuDecomposition(Matrix.sub(identity, Matrix.mul(jacobian, h)));
      let v = u;
      for (let i = 0; i < n; i++) v = Matrix.add(v, matrix.solve(Matrix.mul(this.rate(v), h)));
      const next = [v];
      for (let k = 0; k < j; k++) {
        const factor = 1 / (n / NUMBERS[j - k - 1] - 1);
        next.push(Matrix.add(next[k], Matrix.mul(Matrix.sub(next[k], row[k]), factor)));
      }
      row = next;
    }
    return row[row.length - 1];
  }
}

/**
 * Follows a density in a basis of polynomials: Legendre–Galerkin in space, extrapolated linearly implicit Euler steps of order five
 * in time, whose lengths grow with the time, as the layers of rough data do.
 *
 * @param u - coefficients at time zero.
 * @returns coefficients at time `until`.
 * Source: Shen 1994, Efficient spectral-Galerkin method I; Deuflhard 1985, Recent progress in extrapolation methods.
 */
export function galerkin(
  basis: Basis,
  drift: Drift,
  u: Float64Array,
  until: number,
  { first, growth }: GalerkinSteps,
): Float64Array {
  const system = new Galerkin(basis, drift);
  const steps = Math.max(1, Math.ceil(Math.log(until / first) / Math.log(growth)));
  let state = Matrix.columnVector(Array.from(u));
  let time = 0;
  for (let k = 0; k <= steps; k++) {
    const end = until * (until / first) ** (k / steps - 1);
    state = system.step(state, end - time);
    time = end;
  }
  return Float64Array.from(state.to1DArray());
}
