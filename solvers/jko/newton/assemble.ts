import type { StepProblem } from '../stepProblem.ts';
import type { BlockTridiagonal } from './blockTridiagonal.ts';
import type { Iterate } from './iterate.ts';

/*
 * The Newton system of the optimality conditions, m eliminated face by face. With v = m/θ, w = Δs/2 and g = grad φ,
 *
 *   stationarity in p:  [δE at j = S] + φ^j − φ^{j+1} − w Σ_f ∂θ_f (v g − v²/2τ) − z = 0   (intervals j and j + 1)
 *   continuity:         p^j − p^{j−1} + Δs div(τ θ g) = 0        linearised: δm = v δθ + τ θ grad(φ + δφ) − m
 *   complementarity:    p z = μ
 *
 * The kinetic energy m²/θ is 1-homogeneous: its Hessian is of rank one in (m, θ) and vanishes once m is eliminated, which
 * leaves the symmetric quasi-definite matrix [D Cᵀ; C −K] with D = z/p + U″ diagonal, but for the curvature of θ.
 */

/** D, the residuals that belong to cells, and the couplings p^j − p^{j−1} within a cell. */
function assembleCells(it: Iterate, { previous, intervals, energy }: StepProblem): void {
  const { density, potential } = it.path;
  const n = previous.length;
  const order = 2 * intervals;
  const { diagonal } = it.matrix;
  const end = density.subarray((intervals - 1) * n);
  energy.firstVariation(it.slope, end);
  energy.curvature(it.curvature, end);
  for (let j = 0; j < intervals; j++) {
    const last = j === intervals - 1;
    for (let i = 0; i < n; i++) {
      const k = j * n + i;
      it.scale[k] = 1 / Math.sqrt(it.multiplier[k] / density[k] + (last ? it.curvature[i] : 0));
      it.stationarity[k] = potential[k] + (last ? it.slope[i] : -potential[k + n]);
      it.continuity[k] = density[k] - (j === 0 ? previous[i] : density[k - n]);
      const row = (i * order + 2 * j) * order + 2 * j; // entry (p^j, p^j) of diagonal block i
      diagonal[row] += 1;
      diagonal[row + 1] += it.scale[k];
      diagonal[row + order] += it.scale[k];
      if (last) continue;
      diagonal[row + 3] -= it.scale[k]; // (p^j, φ^{j+1})
      diagonal[row + 3 * order] -= it.scale[k]; // (φ^{j+1}, p^j)
    }
  }
}

/** Adds the symmetric pair of couplings `value` between (row cell a, slot r) and (cell b, slot c), |a − b| ≤ 1. */
function couple(m: BlockTridiagonal, a: number, r: number, b: number, c: number, value: number): void {
  const { order } = m;
  const area = order * order;
  if (a === b) {
    m.diagonal[a * area + r * order + c] += value;
    m.diagonal[a * area + c * order + r] += value;
  } else if (b > a) {
    m.upper[a * area + r * order + c] += value;
    m.lower[b * area + c * order + r] += value;
  } else {
    m.lower[a * area + r * order + c] += value;
    m.upper[b * area + c * order + r] += value;
  }
}

/** Face f of interval j: the transport of p^`owner` by v, which couples it to φ^j on both sides of the face. */
function coupleTransport(
  it: Iterate,
  f: number,
  j: number,
  owner: number,
  n: number,
  w: number,
  kineticSlope: number,
  h: number,
): void {
  const { scale, stationarity, matrix } = it;
  const left = owner * n + f;
  const k = j * n + f;
  const fromLeft = w * it.faces.slopeLeft[k];
  const fromRight = w * it.faces.slopeRight[k];
  stationarity[left] -= fromLeft * kineticSlope;
  stationarity[left + 1] -= fromRight * kineticSlope;
  const a = (fromLeft * it.faces.velocity[k] * scale[left]) / h;
  const b = (fromRight * it.faces.velocity[k] * scale[left + 1]) / h;
  couple(matrix, f, 2 * owner, f, 2 * j + 1, a);
  couple(matrix, f, 2 * owner, f + 1, 2 * j + 1, -a);
  couple(matrix, f + 1, 2 * owner, f, 2 * j + 1, b);
  couple(matrix, f + 1, 2 * owner, f + 1, 2 * j + 1, -b);
}

/** Face f of interval j: the flux τ θ grad φ in the continuity equations of its two cells. */
function coupleDiffusion(
  it: Iterate,
  f: number,
  k: number,
  slot: number,
  weight: number,
  slope: number,
  h: number,
): void {
  const { order, diagonal, upper, lower } = it.matrix;
  const area = order * order;
  const entry = slot * order + slot;
  const t = (weight * it.faces.mobility[k]) / (h * h);
  diagonal[f * area + entry] -= t;
  diagonal[(f + 1) * area + entry] -= t;
  upper[f * area + entry] += t;
  lower[(f + 1) * area + entry] += t;
  it.continuity[k] += t * h * slope;
  it.continuity[k + 1] -= t * h * slope;
}

/**
 * Face f of interval j: minus the Hessian of the concave θ, (v²/2τ) ∂²θ/∂p_L∂p_R (√(b/a) δa − √(a/b) δb)², for averaged
 * densities a and b on its two sides.
 */
function coupleCurvature(
  it: Iterate,
  f: number,
  j: number,
  n: number,
  a: number,
  b: number,
  strength: number,
): void {
  const ratio = Math.sqrt(b / a);
  for (let first = Math.max(0, j - 1); first <= j; first++) {
    for (let second = Math.max(0, j - 1); second <= j; second++) {
      const left = 0.5 * ratio * it.scale[first * n + f];
      const right = (-0.5 / ratio) * it.scale[first * n + f + 1];
      const { order, diagonal } = it.matrix;
      const area = order * order;
      const entry = 2 * first * order + 2 * second;
      diagonal[f * area + entry] += strength * left * 0.5 * ratio * it.scale[second * n + f];
      diagonal[(f + 1) * area + entry] += strength * right * (-0.5 / ratio) * it.scale[second * n + f + 1];
      const across = strength * left * (-0.5 / ratio) * it.scale[second * n + f + 1];
      it.matrix.upper[f * area + entry] += across;
      it.matrix.lower[(f + 1) * area + 2 * second * order + 2 * first] += across;
    }
  }
}

/** Writes matrix, scale and residuals at the iterate, whose `faces` must have been evaluated. */
export function assemble(it: Iterate, problem: StepProblem): void {
  const { previous, intervals, timeStep, energy, faceMean } = problem;
  const { density, potential } = it.path;
  const n = previous.length;
  const h = energy.grid.axes[0].spacing;
  const w = 0.5 / intervals;
  it.matrix.lower.fill(0);
  it.matrix.diagonal.fill(0);
  it.matrix.upper.fill(0);
  assembleCells(it, problem);
  for (let j = 0; j < intervals; j++) {
    for (let f = 0; f < n - 1; f++) {
      const k = j * n + f;
      const v = it.faces.velocity[k];
      const slope = (potential[k + 1] - potential[k]) / h;
      const kineticSlope = v * slope - (v * v) / (2 * timeStep);
      coupleTransport(it, f, j, j, n, w, kineticSlope, h);
      if (j > 0) coupleTransport(it, f, j, j - 1, n, w, kineticSlope, h);
      coupleDiffusion(it, f, k, 2 * j + 1, timeStep / intervals, slope, h);
      if (faceMean.name === 'arithmetic') continue;
      const a = 0.5 * (density[k] + (j === 0 ? previous[f] : density[k - n]));
      const b = 0.5 * (density[k + 1] + (j === 0 ? previous[f + 1] : density[k - n + 1]));
      const strength = (faceMean.cross(a, b) * v * v) / (2 * timeStep * intervals);
      if (strength > 0) coupleCurvature(it, f, j, n, a, b, strength);
    }
  }
}
