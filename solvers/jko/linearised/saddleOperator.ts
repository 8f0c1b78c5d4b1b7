import type { NonlocalPart } from '../../../src/energy/nonlocal/nonlocalPart.ts';
import type { BoxIterate } from '../box/boxIterate.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import { addContinuity, addDiffusion, addPull, addPush, applyTransposed } from '../box/schur.ts';
import { addBends } from './bends.ts';

/*
 * The optimality conditions F(z; p^0, …) = 0 of a step in z = (p^1 … p^S, φ^1 … φ^S), m = τ θ grad φ eliminated, w = Δs/2:
 *
 *   stationarity:  φ^j − φ^{j+1} − w (K^j + K^{j+1}) = 0 for j < S,   φ^S − w K^S + δE(p^S) = 0,
 *   continuity:    p^j − p^{j−1} + Δs div(τ θ^j grad φ^j) = 0.
 *
 * Their derivative by z is the symmetric saddle matrix M = [H Cᵀ; C −K], H = δ²E at j = S and the curvature of θ.
 */

/** The linearised optimality conditions at an iterate that has been loaded with a solution. */
export interface SaddleOperator {
  /** out = M x, for x and out the S n changes of p^j and then those of φ^j. */
  apply(out: Float64Array, x: Float64Array): void;
  /** out = ∂F/∂p^0 q, for n values q. */
  push(out: Float64Array, q: Float64Array): void;
  /** out = (∂F/∂p^0)ᵀ x, n values. */
  pull(out: Float64Array, x: Float64Array): void;
  /** out = ∂F/∂τ. */
  hasten(out: Float64Array): void;
}

/** The operator of an iterate, which must have been loaded by {@link loadIterate} for `problem` when its maps are called. */
export function saddleOperator(it: BoxIterate, problem: BoxProblem): SaddleOperator {
  const n = it.grid.size;
  const size = it.intervals * n;
  const last = size - n;
  const { mobility, previous, timeStep, intervals } = problem;
  const { local, nonlocal } = problem.energy;
  const curvature = new Float64Array(n);
  const field = new Float64Array(n);
  const none = new Float64Array(size);
  local.curvature(curvature, it.density.subarray(last));

  function addHessian(out: Float64Array, q: Float64Array, part: NonlocalPart | null): void {
    for (let i = 0; i < n; i++) out[last + i] += curvature[i] * q[last + i];
    if (part === null) return;
    part.firstVariation(field, q.subarray(last, size));
    for (let i = 0; i < n; i++) out[last + i] += field[i];
  }

  return {
    apply(out, x) {
      const [dp, dphi] = [x.subarray(0, size), x.subarray(size)];
      const [stationarity, continuity] = [out.subarray(0, size), out.subarray(size)];
      applyTransposed(stationarity, dphi, it);
      addHessian(stationarity, dp, nonlocal);
      if (!mobility.linear) addBends(null, stationarity, none, dp, it, problem);
      continuity.fill(0);
      addDiffusion(continuity, dphi, it);
      for (let k = 0; k < size; k++) continuity[k] = -continuity[k];
      addContinuity(continuity, dp, it, 1);
    },
    push(out, q) {
      out.fill(0);
      if (!mobility.linear) addBends(null, out.subarray(0, size), q, none, it, problem);
      for (let i = 0; i < n; i++) out[size + i] = -q[i];
      addPush(out, size, q, 0, it, 0, 1);
    },
    pull(out, x) {
      for (let i = 0; i < n; i++) out[i] = -x[size + i];
      addPull(out, 0, x, size, it, 0, 1);
      if (!mobility.linear) addBends(out, null, none, x.subarray(0, size), it, problem);
    },
    hasten(out) {
      const { kinetic, density } = it;
      // Both K and the flux are proportional to τ, and at the solution Δs div(τ θ grad φ) is −(p^j − p^{j−1}).
      for (let k = 0; k < size; k++) {
        out[k] = (-0.5 / (intervals * timeStep)) * (kinetic[k] + (k < last ? kinetic[k + n] : 0));
        out[size + k] = ((k < n ? previous[k] : density[k - n]) - density[k]) / timeStep;
      }
    },
  };
}
