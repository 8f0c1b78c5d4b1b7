import { Matrix, solve } from 'ml-matrix';
import {
  type DiscreteLocalEnergy,
  entropy,
  excludedVolume,
  type FaceMeanName,
  faceMean,
  faceMeanNames,
  grid,
  potential,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { evaluateFaces } from '../../../solvers/jko/faceValues.ts';
import { assemble } from '../../../solvers/jko/newton/assemble.ts';
import type { BlockTridiagonal } from '../../../solvers/jko/newton/blockTridiagonal.ts';
import { emptyIterate, type Iterate } from '../../../solvers/jko/newton/iterate.ts';
import type { StepProblem } from '../../../solvers/jko/stepProblem.ts';
import { naiveMomentum, rows } from './support/naive.ts';

const CELLS = 4;

/** A step problem with an iterate at which nothing vanishes and nothing is solved. */
function sample(mean: FaceMeanName, intervals: number): { it: Iterate; problem: StepProblem } {
  const box = grid([[0, 0.8]], [CELLS]);
  const energy = entropy()
    .plus(excludedVolume(0.4))
    .plus(potential((x) => Math.sin(4 * x)))
    .on(box);
  const previous = Float64Array.of(1.1, 0.6, 1.4, 0.9);
  const problem = { energy, previous, timeStep: 0.3, intervals, faceMean: faceMean(mean) };
  const it = emptyIterate(CELLS, intervals);
  for (let j = 0; j < intervals; j++) {
    const p = previous.map((v, i) => v * (1 + 0.3 * Math.sin(1 + i * i + 2 * j)));
    const factor = previous.reduce((a, b) => a + b, 0) / p.reduce((a, b) => a + b, 0);
    for (let i = 0; i < CELLS; i++) {
      const k = j * CELLS + i;
      it.path.density[k] = factor * p[i];
      it.path.potential[k] = 0.4 * Math.cos(3 * i + j);
      it.multiplier[k] = 0.2 + 0.1 * Math.cos(5 * k);
    }
  }
  evaluateFaces(it.faces, it.path, problem);
  assemble(it, problem);
  return { it, problem };
}

/**
 * The Lagrangian on x = (p^1…p^S, m^1…m^S, φ^1…φ^S), written as the step is:
 *
 *     Σ_j Δs Σ_f m²/(2τθ) + Σ_i U(p^S) + V p^S − z·p + Σ_j ⟨φ^j, p^j − p^{j−1} + Δs div m^j⟩.
 */
function lagrangian(x: readonly number[], z: Float64Array, problem: StepProblem): number {
  const { energy, previous, timeStep, intervals: S, faceMean: mean } = problem;
  const [n, faces, h] = [CELLS, CELLS - 1, energy.grid.cellVolume];
  const p = (j: number, i: number) => (j === 0 ? previous[i] : x[(j - 1) * n + i]);
  const m = (j: number, f: number) => (f < 0 || f >= faces ? 0 : x[S * n + (j - 1) * faces + f]);
  const phi = (j: number, i: number) => x[S * (n + faces) + (j - 1) * n + i];
  let total = energy.value(Float64Array.from({ length: n }, (_, i) => p(S, i))) / h;
  for (let j = 1; j <= S; j++) {
    for (let f = 0; f < faces; f++) {
      const theta = mean.value((p(j - 1, f) + p(j, f)) / 2, (p(j - 1, f + 1) + p(j, f + 1)) / 2);
      total += m(j, f) ** 2 / (2 * timeStep * theta * S);
    }
    for (let i = 0; i < n; i++) {
      total -= z[(j - 1) * n + i] * p(j, i);
      total += phi(j, i) * (p(j, i) - p(j - 1, i) + (m(j, i) - m(j, i - 1)) / (h * S));
    }
  }
  return total;
}

/** Second differences of fourth order (Richardson) of f at x in directions a and b. */
function secondDifference(
  f: (x: readonly number[]) => number,
  x: readonly number[],
  a: number,
  b: number,
): number {
  const at = (s: number, t: number) => f(x.map((v, k) => v + (k === a ? s : 0) + (k === b ? t : 0)));
  const plain = (d: number) => (at(d, d) - at(d, -d) - at(-d, d) + at(-d, -d)) / (4 * d * d);
  return (4 * plain(5e-3) - plain(1e-2)) / 3;
}

function firstDifference(f: (x: readonly number[]) => number, x: readonly number[], a: number): number {
  const plain = (d: number) =>
    (f(x.map((v, k) => v + (k === a ? d : 0))) - f(x.map((v, k) => v - (k === a ? d : 0)))) / (2 * d);
  return (4 * plain(5e-4) - plain(1e-3)) / 3;
}

/** Entry of the banded matrix at (cell, slot) × (cell, slot). */
function entry(
  { order, lower, diagonal, upper }: BlockTridiagonal,
  a: number,
  r: number,
  b: number,
  c: number,
): number {
  if (Math.abs(a - b) > 1) return 0;
  return (a === b ? diagonal : b < a ? lower : upper)[a * order * order + r * order + c];
}

describe('the Newton system', () => {
  for (const mean of faceMeanNames) {
    for (const intervals of [1, 2, 3]) {
      test(`is the reduced Hessian and gradient of the Lagrangian: ${mean}, S = ${intervals}`, () => {
        const { it, problem } = sample(mean, intervals);
        const h = problem.energy.grid.cellVolume;
        const cells = CELLS * intervals;
        const momentum = naiveMomentum(rows(problem.previous, it.path.density), h).flat();
        const x = [...it.path.density, ...momentum, ...it.path.potential];
        const f = (y: readonly number[]) => lagrangian(y, it.multiplier, problem);
        const gradient = x.map((_, a) => firstDifference(f, x, a));
        const hessian = Matrix.zeros(x.length, x.length);
        for (let a = 0; a < x.length; a++)
          for (let b = 0; b <= a; b++) {
            const value = secondDifference(f, x, a, b);
            hessian.set(a, b, value);
            hessian.set(b, a, value);
          }
        // z/p, what the linearised complementarity adds.
        for (let k = 0; k < cells; k++)
          hessian.set(k, k, hessian.get(k, k) + it.multiplier[k] / it.path.density[k]);
        // Eliminate m: the Schur complement on (p, φ).
        const kept = x.map((_, k) => k).filter((k) => k < cells || k >= cells + momentum.length);
        const gone = x.map((_, k) => k).filter((k) => k >= cells && k < cells + momentum.length);
        const block = (r: number[], c: number[]) => new Matrix(r.map((i) => c.map((j) => hessian.get(i, j))));
        const coupling = solve(block(gone, gone), block(gone, kept));
        const reduced = Matrix.sub(block(kept, kept), block(kept, gone).mmul(coupling));
        const side = kept.map((k, r) => {
          const eliminated = gone.reduce((s, g, q) => s + gradient[g] * coupling.get(q, r), 0);
          return gradient[k] - eliminated;
        });
        // Ours: unknowns p/scale and φ, cell by cell.
        const place = (k: number) => {
          const potentialPart = k >= cells;
          const index = potentialPart ? k - cells : k;
          const j = Math.floor(index / CELLS);
          const weight = potentialPart ? 1 : it.scale[index];
          return { cell: index % CELLS, slot: 2 * j + (potentialPart ? 1 : 0), weight };
        };
        for (let a = 0; a < kept.length; a++) {
          for (let b = 0; b < kept.length; b++) {
            const [r, c] = [place(a), place(b)];
            const ours = entry(it.matrix, r.cell, r.slot, c.cell, c.slot) / (r.weight * c.weight);
            expect(Math.abs(ours - reduced.get(a, b))).toBeLessThan(2e-5 * (1 + Math.abs(ours)));
          }
        }
        for (let k = 0; k < cells; k++) {
          expect(it.stationarity[k] - it.multiplier[k]).toBeCloseTo(side[k], 6);
          expect(it.continuity[k]).toBeCloseTo(side[cells + k], 6);
        }
      });
    }
  }

  test('couples neighbouring cells only as far as its blocks say: it is symmetric', () => {
    const { it } = sample('logarithmic', 3);
    const { matrix } = it;
    for (let a = 0; a < CELLS; a++)
      for (let b = 0; b < CELLS; b++)
        for (let r = 0; r < matrix.order; r++)
          for (let c = 0; c < matrix.order; c++)
            expect(entry(matrix, a, r, b, c)).toBeCloseTo(entry(matrix, b, c, a, r), 13);
  });

  test('takes curvature and slope of the energy at the end of the path only', () => {
    const { it, problem } = sample('arithmetic', 2);
    const end = it.path.density.subarray(CELLS);
    const energy: DiscreteLocalEnergy = problem.energy;
    const curvature = new Float64Array(CELLS);
    energy.curvature(curvature, end);
    for (let i = 0; i < CELLS; i++) {
      const ownBarrier = it.multiplier[i] / it.path.density[i];
      const endBarrier = it.multiplier[CELLS + i] / end[i];
      expect(it.scale[i] ** -2).toBeCloseTo(ownBarrier, 12);
      expect(it.scale[CELLS + i] ** -2).toBeCloseTo(endBarrier + curvature[i], 12);
    }
  });
});
