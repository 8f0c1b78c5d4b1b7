import type { Grid } from '../../src/index.ts';
import { solveTridiagonal } from '../../src/numerics/tridiagonal.ts';
import type { StepProblem } from './stepProblem.ts';

// Potentials this far above their mean carry densities below e^−60: clipping them changes the dual by nothing, and takes
// the steep slopes of the vacuum away.
const CLIP = 60;

/** Arrays that {@link feasiblePotentials} overwrites. */
export interface PotentialScratch {
  readonly lower: Float64Array;
  readonly diagonal: Float64Array;
  readonly upper: Float64Array;
  readonly residual: Float64Array;
  readonly target: Float64Array;
  readonly work: Float64Array;
}

/** Scratch for n cells. */
export function potentialScratch(cells: number): PotentialScratch {
  const make = (): Float64Array => new Float64Array(cells);
  return { lower: make(), diagonal: make(), upper: make(), residual: make(), target: make(), work: make() };
}

/** out = ½ Σ_{f∋i} |grad φ|² for the n entries of φ at `at`. */
function squaredSlopes(out: Float64Array, phi: Float64Array, at: number, h: number): void {
  out.fill(0);
  for (let i = 0; i + 1 < out.length; i++) {
    const g = (phi[at + i + 1] - phi[at + i]) / h;
    out[i] += 0.5 * g * g;
    out[i + 1] += 0.5 * g * g;
  }
}

/** Newton's method for φ − c q(φ) = target, in place from the φ at `at`; keeps the last iterate if it breaks down. */
function solveBackward(phi: Float64Array, at: number, c: number, h: number, s: PotentialScratch): void {
  const n = s.target.length;
  for (let k = 0; k < 8; k++) {
    squaredSlopes(s.work, phi, at, h);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      s.residual[i] = phi[at + i] - c * s.work[i] - s.target[i];
      largest = Math.max(largest, Math.abs(s.residual[i]));
      const left = i > 0 ? (c * (phi[at + i] - phi[at + i - 1])) / (h * h) : 0;
      const right = i < n - 1 ? (c * (phi[at + i + 1] - phi[at + i])) / (h * h) : 0;
      s.diagonal[i] = 1 - left + right;
      if (i > 0) s.lower[i - 1] = left;
      if (i < n - 1) s.upper[i] = -right;
    }
    if (largest <= 1e-14 || !solveTridiagonal(s.residual, s.lower, s.diagonal, s.upper, s.work)) return;
    for (let i = 0; i < n; i++) if (!Number.isFinite(s.residual[i])) return;
    for (let i = 0; i < n; i++) phi[at + i] -= s.residual[i];
  }
}

/**
 * Writes potentials close to `potential` that solve the discrete Hamilton–Jacobi equation backwards from φ^S,
 * φ^j = φ^{j+1} + (Δs/2)(K^j + K^{j+1}): dual feasible up to what the certificate mends by constants.
 */
export function feasiblePotentials(
  out: Float64Array,
  potential: Float64Array,
  {
    previous,
    intervals,
    timeStep,
    energy,
  }: Pick<StepProblem, 'previous' | 'intervals' | 'timeStep'> & {
    readonly energy: { readonly grid: Grid };
  },
  s: PotentialScratch,
): void {
  const n = previous.length;
  const last = (intervals - 1) * n;
  let mean = 0;
  let mass = 0;
  for (let i = 0; i < n; i++) {
    mean += previous[i] * potential[last + i];
    mass += previous[i];
  }
  mean /= mass;
  for (let k = 0; k < out.length; k++) out[k] = Math.min(potential[k], mean + CLIP);
  const h = energy.grid.axes[0].spacing;
  const c = timeStep / (4 * intervals);
  for (let j = intervals - 2; j >= 0; j--) {
    squaredSlopes(s.target, out, (j + 1) * n, h);
    for (let i = 0; i < n; i++) s.target[i] = out[(j + 1) * n + i] + c * s.target[i];
    solveBackward(out, j * n, c, h, s);
  }
}
