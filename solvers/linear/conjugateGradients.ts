/** A linear map of cell fields. */
export type LinearMap = (out: Float64Array, x: Float64Array) => void;

/** The system that {@link ConjugateGradients} solve. */
export interface SymmetricSystem {
  /** A, symmetric positive definite; `out` is never `x`. */
  readonly apply: LinearMap;
  /** A symmetric positive definite approximation of A⁻¹. */
  readonly precondition: LinearMap;
  /** Weights of the norm (Σ w r²)^{1/2} of residuals. */
  readonly weight: Float64Array;
}

/** How a solve ended. */
export interface LinearSolve {
  readonly iterations: number;
  /** Norm of the residual relative to that of the right-hand side. */
  readonly residual: number;
}

/** A preconditioned conjugate gradient method for n unknowns; calls allocate nothing but their result. */
export interface ConjugateGradients {
  /** Solves A x = b from zero until the residual is below `tolerance` relative to b; `b` becomes the residual. */
  solve(
    x: Float64Array,
    b: Float64Array,
    system: SymmetricSystem,
    tolerance: number,
    maxIterations: number,
  ): LinearSolve;
}

function dot(a: Float64Array, b: Float64Array): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i] * b[i];
  return s;
}

function weightedSquare(r: Float64Array, w: Float64Array): number {
  let s = 0;
  for (let i = 0; i < r.length; i++) s += w[i] * r[i] * r[i];
  return s;
}

/** p = z + β p. */
function turn(p: Float64Array, z: Float64Array, beta: number): void {
  for (let i = 0; i < p.length; i++) p[i] = z[i] + beta * p[i];
}

/** x += α p, r −= α q; returns Σ w r². */
function move(
  x: Float64Array,
  r: Float64Array,
  p: Float64Array,
  q: Float64Array,
  w: Float64Array,
  alpha: number,
): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    x[i] += alpha * p[i];
    const v = r[i] - alpha * q[i];
    r[i] = v;
    s += w[i] * v * v;
  }
  return s;
}

/** Conjugate gradients for n unknowns. Source: Hestenes–Stiefel 1952. */
export function conjugateGradients(n: number): ConjugateGradients {
  const z = new Float64Array(n);
  const p = new Float64Array(n);
  const q = new Float64Array(n);
  return {
    solve(x, b, { apply, precondition, weight }, tolerance, maxIterations) {
      x.fill(0);
      const start = weightedSquare(b, weight);
      const enough = tolerance * tolerance * start;
      let square = start;
      let rho = 0;
      let iterations = 0;
      while (square > enough && iterations < maxIterations) {
        precondition(z, b);
        const next = dot(b, z);
        // What an overflow has left in p must not come back as 0 · NaN.
        if (iterations === 0) p.set(z);
        else turn(p, z, next / rho);
        rho = next;
        apply(q, p);
        const curvature = dot(p, q);
        // Not positive: rounding has eaten the direction, or a coefficient is not a number.
        if (!(curvature > 0)) break;
        square = move(x, b, p, q, weight, rho / curvature);
        iterations++;
      }
      return { iterations, residual: start === 0 ? 0 : Math.sqrt(square / start) };
    },
  };
}
