import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import { continuityProjection } from './continuity.ts';
import { kineticMultiplier } from './kineticDual.ts';
import type { StepSizes } from './stepSizes.ts';
import type { Variables } from './variables.ts';

/** The map T of a primal–dual hybrid gradient method, whose fixed points are the solutions. */
export interface FixedPointMap {
  /** φ of the latest projection. */
  readonly potential: Float64Array;
  /** The density in the domain of the local energy that its latest proximal map gave, a primal point near p^S. */
  readonly proximal: Float64Array;
  /** next = T(now); calls allocate nothing. */
  apply(next: Variables, now: Variables, sizes: StepSizes): void;
}

function addMobilityDual(
  g: Float64Array,
  a: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
  ahead: number,
): void {
  for (let i = at + l; i < at + l + n; i++) {
    const s = 0.25 * (ahead > 0 ? a[i] + a[i + ahead] : a[i]);
    g[i] += s;
    g[i + r - l] += s;
  }
}

function kineticSweep(
  nextA: Float64Array,
  nextB: Float64Array,
  a: Float64Array,
  b: Float64Array,
  nextM: Float64Array,
  m: Float64Array,
  p: Float64Array,
  previous: Float64Array,
  at: number,
  l: number,
  r: number,
  n: number,
  cells: number,
  timeStep: number,
  stepA: number,
  stepB: number,
): void {
  for (let i = 0; i < n; i++) {
    const k = at + l + i;
    const u = at + r + i;
    const before = at === 0 ? previous[l + i] + previous[r + i] : p[k - cells] + p[u - cells];
    const theta = 0.25 * (p[k] + p[u] + before);
    const x = a[k] + stepA * theta;
    const y = b[k] + stepB * (2 * nextM[k] - m[k]);
    const lambda = kineticMultiplier(x, y, timeStep, stepA, stepB, theta);
    nextA[k] = x - stepA * lambda;
    nextB[k] = y / (1 + stepB * timeStep * lambda);
  }
}

/**
 * The primal–dual hybrid gradient map of
 *
 *     min_{(p, m) in continuity} max_{a, b, r}  ⟨a, θ(p)⟩ + ⟨b, m⟩ + ⟨r, p⟩ + N(p^S) − kinetic*(a, b) − U*(r^S) − Σ_{j<S} sign*(r^j)
 *
 * with arithmetic θ: the continuity equation by exact projection, kinetic energy by projection on the paraboloid, the local energy U by
 * its proximal map, the nonlocal part N by its gradient. The metric of the projection makes the coupling's norm independent of
 * the grid.
 * Source: Chambolle–Pock 2011, A first-order primal–dual algorithm for convex problems; Condat 2013 and Vũ 2013 for N.
 */
export function fixedPointMap(problem: BoxProblem): FixedPointMap {
  const { previous, intervals, energy, timeStep } = problem;
  const { grid, local, nonlocal } = energy;
  const n = grid.size;
  const last = (intervals - 1) * n;
  const potential = new Float64Array(n * intervals);
  const extrapolated = new Float64Array(n * intervals);
  const proximal = new Float64Array(n);
  const slope = new Float64Array(n);
  const project = continuityProjection(grid, intervals);

  /** x̂ = x − T (Kᵀ y + grad N), then its projection onto the continuity equation. */
  function primalStep(next: Variables, now: Variables, { primal }: StepSizes): void {
    const g = next.density;
    g.set(now.densityDual);
    for (let k = last; k < g.length; k++) g[k] *= intervals;
    if (nonlocal !== null) {
      nonlocal.firstVariation(slope, now.density.subarray(last));
      for (let i = 0; i < n; i++) g[last + i] += intervals * slope[i];
    }
    for (let j = 0; j < intervals; j++)
      for (let k = 0; k < grid.dimension; k++)
        eachFaceBlock(grid, k, (_, l, r, count) =>
          addMobilityDual(g, now.mobilityDual[k], j * n, l, r, count, j < intervals - 1 ? n : 0),
        );
    for (let j = 0; j < intervals; j++) {
      const step = primal.density[j];
      for (let k = j * n; k < (j + 1) * n; k++) g[k] = now.density[k] - step * g[k];
    }
    for (let k = 0; k < grid.dimension; k++) {
      const [m, old, b] = [next.momentum[k], now.momentum[k], now.momentumDual[k]];
      for (let i = 0; i < m.length; i++) m[i] = old[i] - primal.momentum * b[i];
    }
    project(potential, g, next.momentum, previous, primal);
  }

  /** Dual step of the kinetic energy at the extrapolated primal point. */
  function kineticStep(next: Variables, now: Variables, { dual }: StepSizes): void {
    for (let k = 0; k < grid.dimension; k++)
      for (let j = 0; j < intervals; j++)
        eachFaceBlock(grid, k, (_, l, r, count) =>
          kineticSweep(
            next.mobilityDual[k],
            next.momentumDual[k],
            now.mobilityDual[k],
            now.momentumDual[k],
            next.momentum[k],
            now.momentum[k],
            extrapolated,
            previous,
            j * n,
            l,
            r,
            count,
            n,
            timeStep,
            dual.mobility,
            dual.momentum,
          ),
        );
  }

  /** Dual steps of U at p^S and of p^j ≥ 0 at the others. */
  function densityStep(next: Variables, now: Variables, { dual }: StepSizes): void {
    const r = next.densityDual;
    for (let k = 0; k < last; k++) r[k] = Math.min(0, now.densityDual[k] + dual.sign * extrapolated[k]);
    const sigma = dual.energy;
    const centre = r.subarray(last);
    for (let i = 0; i < n; i++) centre[i] = now.densityDual[last + i] / sigma + extrapolated[last + i];
    local.prox(proximal, centre, 1 / sigma);
    for (let i = 0; i < n; i++) centre[i] = sigma * (centre[i] - proximal[i]);
  }

  return {
    potential,
    proximal,
    apply(next, now, sizes) {
      primalStep(next, now, sizes);
      for (let k = 0; k < extrapolated.length; k++) extrapolated[k] = 2 * next.density[k] - now.density[k];
      kineticStep(next, now, sizes);
      densityStep(next, now, sizes);
    },
  };
}
