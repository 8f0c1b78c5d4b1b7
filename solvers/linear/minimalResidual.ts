import type { LinearMap, LinearSolve } from './conjugateGradients.ts';

/** The system that {@link MinimalResidual} solves. */
export interface PreconditionedSystem {
  /** A, any regular map; `out` is never `x`. */
  readonly apply: LinearMap;
  /** An approximation of A⁻¹, which may change from call to call. */
  readonly precondition: LinearMap;
  /** Weights w of the norm (Σ w r²)^{1/2} of residuals. */
  readonly weight: Float64Array;
}

/** A generalised minimal residual method for n unknowns; vectors are allocated as they are needed, and kept. */
export interface MinimalResidual {
  /**
   * Solves A x = b from zero until the residual is below `tolerance` relative to b. `b` is overwritten.
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

function dot(a: Float64Array, b: Float64Array, w: Float64Array): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += w[i] * a[i] * b[i];
  return s;
}

/** x += c y. */
function add(x: Float64Array, y: Float64Array, c: number): void {
  for (let i = 0; i < x.length; i++) x[i] += c * y[i];
}

/** a −= c b; returns the weighted product of a and d. */
function subtractAndDot(
  a: Float64Array,
  b: Float64Array,
  c: number,
  d: Float64Array,
  w: Float64Array,
): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) {
    const value = a[i] - c * b[i];
    a[i] = value;
    s += w[i] * value * d[i];
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
 * Flexible generalised minimal residuals for n unknowns.
 *
 * Source: Saad 1993, A flexible inner–outer preconditioned GMRES algorithm.
 */
export function minimalResidual(n: number): MinimalResidual {
  const V: Float64Array[] = [];
  const Z: Float64Array[] = [];
  const problem = new HessenbergProblem();

  /** Vector j of the orthonormal basis of residuals, and of what preconditioning made of them; room for both. */
  function vectors(j: number): { v: Float64Array; z: Float64Array } {
    while (V.length <= j) {
      V.push(new Float64Array(n));
      Z.push(new Float64Array(n));
    }
    return { v: V[j], z: Z[j] };
  }

  /** Scales v, whose square is given, to length one. Returns the length, 0 for none. */
  function normalise(v: Float64Array, square: number): number {
    const length = Math.sqrt(square);
    if (!(length > 0)) return 0;
    for (let i = 0; i < n; i++) v[i] /= length;
    return length;
  }

  /** Column j: v = A M⁻¹ v_j less its parts along v_0…v_j, which becomes the next vector; returns the norm of the residual. */
  function extend(j: number, { apply, precondition, weight }: PreconditionedSystem): number {
    const { v: next } = vectors(j + 1);
    const h = problem.column(j);
    precondition(Z[j], V[j]);
    apply(next, Z[j]);
    let product = dot(next, V[0], weight);
    for (let i = 0; i <= j; i++) {
      h[i] = product;
      product = subtractAndDot(next, V[i], product, i < j ? V[i + 1] : next, weight);
    }
    h[j + 1] = normalise(next, product);
    return problem.rotate(j);
  }

  return {
    solve(x, b, system, tolerance, maxIterations) {
      x.fill(0);
      const { v: first } = vectors(0);
      let norm = Math.sqrt(dot(b, b, system.weight));
      const start = norm;
      const goal = tolerance * start;
      let iterations = 0;
      while (norm > goal && iterations < maxIterations) {
        first.set(b);
        problem.begin(normalise(first, norm * norm));
        let k = 0;
        while (k < RESTART && norm > goal && iterations < maxIterations) {
          norm = extend(k, system);
          k++;
          iterations++;
        }
        const y = problem.solve(k);
        // Behind the basis there is room for what this cycle gains, and its image.
        const { v: image, z: gain } = vectors(k);
        gain.fill(0);
        for (let j = 0; j < k; j++) add(gain, Z[j], y[j]);
        add(x, gain, 1);
        if (k < RESTART) break;
        system.apply(image, gain);
        add(b, image, -1);
        norm = Math.sqrt(dot(b, b, system.weight));
      }
      return { iterations, residual: start === 0 ? 0 : norm / start };
    },
  };
}
