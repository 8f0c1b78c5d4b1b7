import type { DiscreteLocalEnergy, FaceMean } from 'ottoflow';

/** A step problem as a textbook would write it: arrays of arrays, p[0] the previous density. */
export interface NaiveStep {
  readonly energy: DiscreteLocalEnergy;
  readonly timeStep: number;
  readonly faceMean: FaceMean;
}

/** m^j_f = −(h/Δs) Σ_{i ≤ f} (p^j_i − p^{j−1}_i). @param p - p^0, …, p^S. */
export function naiveMomentum(p: readonly (readonly number[])[], h: number): number[][] {
  const S = p.length - 1;
  return p.slice(1).map((now, j) => {
    const change = now.map((value, i) => value - p[j][i]);
    return change.slice(0, -1).map((_, f) => -h * S * change.slice(0, f + 1).reduce((a, b) => a + b, 0));
  });
}

/** 1/(2τ) Σ_j Δs h Σ_f |m|²/θ + E(p^S). */
export function naivePrimal(
  p: readonly (readonly number[])[],
  m: readonly (readonly number[])[],
  { energy, timeStep, faceMean }: NaiveStep,
): number {
  const S = m.length;
  const h = energy.grid.cellVolume;
  let kinetic = 0;
  m.forEach((row, j) => {
    row.forEach((flux, f) => {
      const left = (p[j][f] + p[j + 1][f]) / 2;
      const right = (p[j][f + 1] + p[j + 1][f + 1]) / 2;
      kinetic += flux ** 2 / faceMean.value(left, right);
    });
  });
  return (kinetic * h) / (2 * timeStep * S) + energy.value(Float64Array.from(p[S]));
}

/** q^j = Aᵀ|grad φ^j|². */
function squaredSlopes(phi: readonly number[], h: number): number[] {
  const squares = phi.slice(1).map((value, f) => ((value - phi[f]) / h) ** 2);
  return phi.map((_, i) => 0.5 * ((squares[i - 1] ?? 0) + (squares[i] ?? 0)));
}

/**
 * D(φ) of design §4 for the arithmetic mean, after the smallest constants have been added to φ^{S−1}, …, φ^1 in turn for
 * which the discrete Hamilton–Jacobi inequality holds.
 */
export function naiveDual(
  previous: readonly number[],
  potentials: readonly (readonly number[])[],
  { energy, timeStep }: NaiveStep,
): number {
  const S = potentials.length;
  const h = energy.grid.cellVolume;
  const q = potentials.map((phi) => squaredSlopes(phi, h));
  const phi = potentials.map((row) => [...row]);
  for (let j = S - 2; j >= 0; j--) {
    const excess = phi[j].map(
      (value, i) => S * (phi[j + 1][i] - value) + (timeStep / 4) * (q[j][i] + q[j + 1][i]),
    );
    const constant = Math.max(...excess) / S;
    phi[j] = phi[j].map((value) => value + constant);
  }
  const y = phi[S - 1].map((value, i) => -value + (timeStep / (4 * S)) * q[S - 1][i]);
  const first = phi[0].map((value, i) => value + (timeStep / (4 * S)) * q[0][i]);
  const start = previous.reduce((sum, value, i) => sum + h * value * first[i], 0);
  return -energy.conjugate(Float64Array.from(y)) - start;
}

/** A path of the solvers as arrays of arrays, p^0 first. */
export function rows(previous: Float64Array, density: Float64Array): number[][] {
  const n = previous.length;
  const split = Array.from({ length: density.length / n }, (_, j) => [
    ...density.subarray(j * n, (j + 1) * n),
  ]);
  return [[...previous], ...split];
}
