import type { LinearMap, LinearSolve } from './conjugateGradients.ts';

/** The system that {@link MinimalResidual} solves. */
export interface PreconditionedSystem {
  /** A, any regular map whose symmetric part `precondition` approximates; `out` is never `x`. */
  readonly apply: LinearMap;
  /** M⁻¹, symmetric positive definite. */
  readonly precondition: LinearMap;
}

/** A generalised minimal residual method for n unknowns; vectors are allocated as they are needed, and kept. */
export interface MinimalResidual {
  /**
   * Solves A x = b from zero until the residual is below `tolerance` relative to b, both in the norm (rᵀ M⁻¹ r)^{1/2}: that of
   * the error in energy, where M is the symmetric part of A. `b` is overwritten.
   */
  solve(
    x: Float64Array,
    b: Float64Array,
    system: PreconditionedSystem,
    tolerance: number,
    maxIterations: number,
  ): LinearSolve;
}

/** Vectors of the Krylov space before it is begun anew. */
const RESTART = 24;

function dot(a: Float64Array, b: Float64Array): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i] * b[i];
  return s;
}

function scale(a: Float64Array, c: number): void {
  for (let i = 0; i < a.length; i++) a[i] *= c;
}

/** x += c y. */
function add(x: Float64Array, y: Float64Array, c: number): void {
  for (let i = 0; i < x.length; i++) x[i] += c * y[i];
}

/** w −= c v; returns w · z. */
function subtractAndDot(w: Float64Array, v: Float64Array, c: number, z: Float64Array): number {
  let s = 0;
  for (let i = 0; i < w.length; i++) {
    const value = w[i] - c * v[i];
    w[i] = value;
    s += value * z[i];
  }
  return s;
}

/** The least-squares problem min |β e₁ − H y| of one cycle, its matrix made triangular column by column by Givens rotations. */
class HessenbergProblem {
  /** Column j of the triangular factor at j (RESTART + 1). */
  private readonly r: Float64Array = new Float64Array(RESTART * (RESTART + 1));
  private readonly cosines: Float64Array = new Float64Array(RESTART);
  private readonly sines: Float64Array = new Float64Array(RESTART);
  private readonly g: Float64Array = new Float64Array(RESTART + 1);

  begin(beta: number): void {
    this.g.fill(0);
    this.g[0] = beta;
  }

  /** Where column j goes: entries 0…j, and the one below the diagonal. */
  column(j: number): Float64Array {
    return this.r.subarray(j * (RESTART + 1), (j + 1) * (RESTART + 1));
  }

  /** Rotates column j into the factor; returns the norm of the residual. */
  rotate(j: number): number {
    const { cosines: c, sines: s, g } = this;
    const h = this.column(j);
    for (let i = 0; i < j; i++) {
      const upper = c[i] * h[i] + s[i] * h[i + 1];
      h[i + 1] = c[i] * h[i + 1] - s[i] * h[i];
      h[i] = upper;
    }
    const size = Math.hypot(h[j], h[j + 1]);
    c[j] = size > 0 ? h[j] / size : 1;
    s[j] = size > 0 ? h[j + 1] / size : 0;
    h[j] = size;
    g[j + 1] = -s[j] * g[j];
    g[j] *= c[j];
    return Math.abs(g[j + 1]);
  }

  /** The coefficients y of the first k vectors; overwrites the right-hand side. */
  solve(k: number): Float64Array {
    const { g } = this;
    for (let i = k - 1; i >= 0; i--) {
      const diagonal = this.column(i)[i];
      g[i] = diagonal > 0 ? g[i] / diagonal : 0;
      for (let row = 0; row < i; row++) g[row] -= this.column(i)[row] * g[i];
    }
    return g;
  }
}

/**
 * Generalised minimal residuals for n unknowns, in the inner product of M⁻¹: where A is the symmetric M plus something skew or
 * compact, iterations do not depend on the grid.
 *
 * Source: Saad–Schultz 1986; the inner product, Starke 1997, Field-of-values analysis of preconditioned iterative methods.
 */
export function minimalResidual(n: number): MinimalResidual {
  const V: Float64Array[] = [];
  const Z: Float64Array[] = [];
  const problem = new HessenbergProblem();

  /** Orthonormal vectors v with z = M⁻¹ v; makes room for one more. */
  function vectors(j: number): { v: Float64Array; z: Float64Array } {
    while (V.length <= j) {
      V.push(new Float64Array(n));
      Z.push(new Float64Array(n));
    }
    return { v: V[j], z: Z[j] };
  }

  /** z = M⁻¹ v; v and z to length one. Returns the length, 0 for none. */
  function normalise(v: Float64Array, z: Float64Array, precondition: LinearMap): number {
    precondition(z, v);
    const square = dot(v, z);
    // Not positive: nothing is left but rounding.
    if (!(square > 0)) return 0;
    const length = Math.sqrt(square);
    scale(v, 1 / length);
    scale(z, 1 / length);
    return length;
  }

  /** Column j: w = A z_j less its parts along v_0…v_j, which become the next vector; returns the norm of the residual. */
  function extend(j: number, { apply, precondition }: PreconditionedSystem): number {
    const { v: w, z } = vectors(j + 1);
    const h = problem.column(j);
    apply(w, Z[j]);
    h[0] = dot(w, Z[0]);
    for (let i = 0; i < j; i++) h[i + 1] = subtractAndDot(w, V[i], h[i], Z[i + 1]);
    add(w, V[j], -h[j]);
    h[j + 1] = normalise(w, z, precondition);
    return problem.rotate(j);
  }

  return {
    solve(x, b, system, tolerance, maxIterations) {
      x.fill(0);
      const first = vectors(0);
      first.v.set(b);
      let norm = normalise(first.v, first.z, system.precondition);
      const start = norm;
      const goal = tolerance * start;
      let iterations = 0;
      while (norm > goal && iterations < maxIterations) {
        problem.begin(norm);
        let k = 0;
        while (k < RESTART && norm > goal && iterations < maxIterations) {
          norm = extend(k, system);
          k++;
          iterations++;
        }
        const y = problem.solve(k);
        // The space of the next cycle begins where this one ends: V[k] and Z[k] are free for what it has gained.
        const { v: image, z: gain } = vectors(k);
        gain.fill(0);
        for (let j = 0; j < k; j++) add(gain, Z[j], y[j]);
        add(x, gain, 1);
        if (k < RESTART) break;
        system.apply(image, gain);
        add(b, image, -1);
        first.v.set(b);
        norm = normalise(first.v, first.z, system.precondition);
      }
      return { iterations, residual: start > 0 ? norm / start : 0 };
    },
  };
}
