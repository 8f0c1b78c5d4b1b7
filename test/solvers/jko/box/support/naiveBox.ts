import type { Grid } from 'ottoflow';
import type { BoxIterate } from '../../../../../solvers/jko/box/boxIterate.ts';
import type { BoxProblem } from '../../../../../solvers/jko/box/boxProblem.ts';

/** A face between two cells. */
export interface NaiveFace {
  readonly axis: number;
  readonly lower: number;
  readonly upper: number;
  readonly h: number;
}

const known = new WeakMap<Grid, readonly NaiveFace[]>();

/** All faces between cells, axis by axis, found from the coordinates of their centres. */
export function facesOf(grid: Grid): readonly NaiveFace[] {
  const found = known.get(grid) ?? findFaces(grid);
  known.set(grid, found);
  return found;
}

function findFaces(grid: Grid): NaiveFace[] {
  const faces: NaiveFace[] = [];
  grid.axes.forEach(({ spacing, cells, periodic }, axis) => {
    for (let a = 0; a < grid.size; a++)
      for (let b = 0; b < grid.size; b++) {
        const off = grid.axes.map((ax, k) =>
          Math.round((grid.centre(b)[k] - grid.centre(a)[k]) / ax.spacing),
        );
        if (off.some((o, k) => k !== axis && o !== 0)) continue;
        if (off[axis] === 1 || (periodic && off[axis] === 1 - cells))
          faces.push({ axis, lower: a, upper: b, h: spacing });
      }
  });
  return faces;
}

/** p^0, …, p^S as arrays. */
export function densitiesOf(it: BoxIterate, { previous }: BoxProblem): number[][] {
  const n = previous.length;
  const rows = Array.from({ length: it.intervals }, (_, j) => [...it.density.subarray(j * n, (j + 1) * n)]);
  return [[...previous], ...rows];
}

/** θ of a face between the averages of two densities. */
function theta({ mobility }: BoxProblem, p: readonly number[], q: readonly number[], f: NaiveFace): number {
  return mobility.value((p[f.lower] + q[f.lower]) / 2, (p[f.upper] + q[f.upper]) / 2);
}

/** 1/(2τ) Σ_j Δs h^d Σ_f |m|²/θ + E(p^S), straight from the definition. */
export function naivePrimal(it: BoxIterate, problem: BoxProblem): number {
  const { energy, timeStep, intervals, previous } = problem;
  const { grid } = energy;
  const p = densitiesOf(it, problem);
  let kinetic = 0;
  for (let j = 0; j < intervals; j++)
    for (const f of facesOf(grid))
      kinetic += it.momentum[f.axis][j * previous.length + f.lower] ** 2 / theta(problem, p[j], p[j + 1], f);
  return (
    (kinetic * grid.cellVolume) / (2 * timeStep * intervals) + energy.value(Float64Array.from(p[intervals]))
  );
}

/**
 * D(φ) of design §4 for the arithmetic mean and a local energy, after the least constants for which the discrete Hamilton–Jacobi
 * inequality holds have been added to φ^{S−1}, …, φ^1 in turn.
 */
export function naiveDual(it: BoxIterate, { energy, timeStep, intervals, previous }: BoxProblem): number {
  const { grid } = energy;
  const n = grid.size;
  const phi = Array.from({ length: intervals }, (_, j) => [...it.potential.subarray(j * n, (j + 1) * n)]);
  const q = phi.map((row) => {
    const sum = new Array<number>(n).fill(0);
    for (const f of facesOf(grid)) {
      const square = ((row[f.upper] - row[f.lower]) / f.h) ** 2;
      sum[f.lower] += square / 2;
      sum[f.upper] += square / 2;
    }
    return sum;
  });
  for (let j = intervals - 2; j >= 0; j--) {
    const excess = phi[j].map(
      (value, i) => phi[j + 1][i] - value + (timeStep / (4 * intervals)) * (q[j][i] + q[j + 1][i]),
    );
    const constant = Math.max(...excess);
    phi[j] = phi[j].map((value) => value + constant);
  }
  const share = timeStep / (4 * intervals);
  const y = phi[intervals - 1].map((value, i) => -value + share * q[intervals - 1][i]);
  const start = previous.reduce((sum, p, i) => sum + p * (phi[0][i] + share * q[0][i]), 0);
  return -energy.local.conjugate(Float64Array.from(y)) - grid.cellVolume * start;
}

/**
 * The Lagrangian over h^d, its saddle point being the step with a barrier:
 *
 *     U(p^S) + V p^S + Σ_j ⟨φ^j, p^j − p^{j−1}⟩ − (τ/2) Σ_j Δs Σ_f θ |grad φ^j|² − μ Σ log(p − lower)(upper − p).
 */
export function naiveLagrangian(
  p: readonly (readonly number[])[],
  phi: readonly (readonly number[])[],
  barrier: number,
  problem: BoxProblem,
): number {
  const { energy, timeStep, intervals, inner, end } = problem;
  let sum = energy.value(Float64Array.from(p[intervals])) / energy.grid.cellVolume;
  for (let j = 0; j < intervals; j++) {
    const { lower, ceiling } = j === intervals - 1 ? end : inner;
    phi[j].forEach((value, i) => {
      sum += value * (p[j + 1][i] - p[j][i]) - barrier * Math.log(p[j + 1][i] - lower);
      if (ceiling !== null) sum -= barrier * Math.log(ceiling[i] - p[j + 1][i]);
    });
    for (const f of facesOf(energy.grid)) {
      const slope = (phi[j][f.upper] - phi[j][f.lower]) / f.h;
      sum -= (timeStep / (2 * intervals)) * theta(problem, p[j], p[j + 1], f) * slope ** 2;
    }
  }
  return sum;
}
