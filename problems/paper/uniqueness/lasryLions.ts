import {
  cellSum,
  type DiscreteEnergy,
  divergence,
  faceAverage,
  faceField,
  gradient,
} from '../../../src/index.ts';

/** The step problem that pairs (p, φ) are tried on, with the arithmetic mean on faces. */
export interface StepData {
  readonly energy: DiscreteEnergy;
  readonly previous: Float64Array;
  readonly timeStep: number;
  readonly intervals: number;
}

/** p^1 … p^S and φ^1 … φ^S, solutions or not. */
export interface Pair {
  readonly density: Float64Array;
  readonly potential: Float64Array;
}

/** How far a pair is from the optimality conditions, and what its faces hold. */
interface Residuals {
  readonly stationarity: Float64Array;
  readonly continuity: Float64Array;
  /** θ^j, and grad φ^j, per interval and axis. */
  readonly mobility: readonly (readonly Float64Array[])[];
  readonly slopes: readonly (readonly Float64Array[])[];
  readonly variation: Float64Array;
}

function residuals({ density, potential }: Pair, data: StepData): Residuals {
  const { energy, previous, timeStep, intervals } = data;
  const { grid } = energy;
  const n = grid.size;
  const at = (x: Float64Array, j: number): Float64Array => x.subarray(j * n, (j + 1) * n);
  const stationarity = new Float64Array(density.length);
  const continuity = new Float64Array(density.length);
  const cells = new Float64Array(n);
  const variation = new Float64Array(n);
  energy.firstVariation(variation, at(density, intervals - 1));
  const mobility: Float64Array[][] = [];
  const slopes: Float64Array[][] = [];
  for (let j = 0; j < intervals; j++) {
    const before = j === 0 ? previous : at(density, j - 1);
    const [theta, slope, flux] = [faceField(grid), faceField(grid), faceField(grid)];
    faceAverage(
      theta,
      before.map((p, i) => 0.5 * (p + density[j * n + i])),
      grid,
    );
    gradient(slope, at(potential, j), grid);
    // K^j = (τ/2) Aᵀ|grad φ^j|², which meets the densities before and after the interval.
    cellSum(
      cells,
      slope.map((g) => g.map((v) => 0.5 * timeStep * v * v)),
      grid,
    );
    for (let i = 0; i < n; i++) {
      stationarity[j * n + i] += potential[j * n + i] - (0.5 / intervals) * cells[i];
      if (j > 0) stationarity[(j - 1) * n + i] -= potential[j * n + i] + (0.5 / intervals) * cells[i];
    }
    flux.forEach((f, k) => {
      for (let i = 0; i < f.length; i++) f[i] = (timeStep / intervals) * theta[k][i] * slope[k][i];
    });
    divergence(cells, flux, grid);
    for (let i = 0; i < n; i++) continuity[j * n + i] = density[j * n + i] - before[i] + cells[i];
    mobility.push([...theta]);
    slopes.push([...slope]);
  }
  for (let i = 0; i < n; i++) stationarity[density.length - n + i] += variation[i];
  return { stationarity, continuity, mobility, slopes, variation };
}

/** Both sides of the identity of Lasry and Lions. */
export interface LasryLions {
  /** Σ_j ⟨R_p¹ − R_p², p₁ − p₂⟩ − ⟨R_φ¹ − R_φ², φ₁ − φ₂⟩, with the residuals R of stationarity and continuity: zero for two solutions. */
  readonly tested: number;
  /** ⟨δE(p₁) − δE(p₂), p₁ − p₂⟩ at the end, > 0 for strictly convex E unless both are the same. */
  readonly energy: number;
  /** (τ/2) Σ_j Δs ⟨θ₁ + θ₂, |grad(φ₁ − φ₂)|²⟩ ≥ 0. */
  readonly kinetic: number;
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((s, v, i) => s + v * b[i], 0);
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((v, i) => v - b[i]);
}

/**
 * The identity by which the paper shows that (2.11) has one solution, for the discrete step and any two pairs: tested = energy + kinetic.
 *
 * The equations of two pairs are subtracted and tested with p₁ − p₂ and φ₁ − φ₂. For solutions both summands, neither of which is
 * negative, are zero.
 * Source: Section 2.4; Lasry–Lions 2007, Mean field games.
 */
export function lasryLions(first: Pair, second: Pair, data: StepData): LasryLions {
  const { grid } = data.energy;
  const [a, b] = [residuals(first, data), residuals(second, data)];
  const moved = minus(first.density, second.density);
  const tested =
    product(minus(a.stationarity, b.stationarity), moved) -
    product(minus(a.continuity, b.continuity), minus(first.potential, second.potential));
  let kinetic = 0;
  a.slopes.forEach((axes, j) => {
    axes.forEach((slope, k) => {
      for (let i = 0; i < slope.length; i++)
        kinetic += (a.mobility[j][k][i] + b.mobility[j][k][i]) * (slope[i] - b.slopes[j][k][i]) ** 2;
    });
  });
  const end = moved.subarray(moved.length - grid.size);
  return {
    tested: grid.cellVolume * tested,
    energy: grid.cellVolume * product(minus(a.variation, b.variation), end),
    kinetic: (0.5 * data.timeStep * grid.cellVolume * kinetic) / data.intervals,
  };
}
