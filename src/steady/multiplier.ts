import { massOf } from '../density/density.ts';
import type { DiscreteLocalEnergy } from '../energy/discreteEnergy.ts';
import { evenDensity } from '../numerics/evenDensity.ts';

const ITERATIONS = 200;

/** Σ 1/U″ over cells inside the domain: h^−d dM/dλ. Writes 1/U″, 0 at the ends of the domain, into `out`. */
export function compliance(out: Float64Array, p: Float64Array, energy: DiscreteLocalEnergy): number {
  const { domain, ceiling } = energy;
  energy.curvature(out, p);
  let s = 0;
  for (let i = 0; i < p.length; i++) {
    out[i] = p[i] > domain[0] && !(ceiling !== null && p[i] >= ceiling[i]) ? 1 / out[i] : 0;
    s += out[i];
  }
  return s;
}

/**
 * λ for which the densities (∂E*)(λ − field) have the mass, to rounding: Newton on log M(λ) in a bracket. Fills p.
 *
 * @param field - what stands beside the potential, such as W∗p; null for nothing.
 * @param guess - near λ, where one is known.
 */
export function multiplierFor(
  p: Float64Array,
  mass: number,
  energy: DiscreteLocalEnergy,
  field: Float64Array | null = null,
  guess: number | null = null,
): number {
  const { grid } = energy;
  const y = new Float64Array(grid.size);
  // For any density of the mass, with the least of U′ + V all densities are below it, with the largest none is.
  evenDensity(p, mass / grid.cellVolume, energy.domain[0], energy.ceiling);
  energy.firstVariation(y, p);
  if (field !== null) for (let i = 0; i < y.length; i++) y[i] += field[i];
  let below = y.reduce((a, b) => Math.min(a, b), Infinity);
  let above = y.reduce((a, b) => Math.max(a, b), -Infinity);
  let lambda = guess !== null && guess > below && guess < above ? guess : 0.5 * (below + above);
  for (let k = 0; k < ITERATIONS; k++) {
    y.fill(lambda);
    if (field !== null) for (let i = 0; i < y.length; i++) y[i] -= field[i];
    energy.inverse(p, y);
    const found = massOf(p, grid);
    if (found === mass) return lambda;
    if (found < mass) below = lambda;
    else above = lambda;
    const newton = lambda + (Math.log(mass / found) * found) / (grid.cellVolume * compliance(y, p, energy));
    const next = newton > below && newton < above ? newton : 0.5 * (below + above);
    if (next === lambda || !(next > below && next < above)) return lambda;
    lambda = next;
  }
  return lambda;
}

/** λ is a double, so M(λ) misses the mass by a rounding of λ; this shares the difference out along dp/dλ. */
export function correctMass(p: Float64Array, mass: number, energy: DiscreteLocalEnergy): void {
  const { domain, ceiling } = energy;
  const share = new Float64Array(p.length);
  const total = compliance(share, p, energy);
  const missing = (mass - massOf(p, energy.grid)) / energy.grid.cellVolume;
  if (!(total > 0 && total < Infinity)) return;
  for (let i = 0; i < p.length; i++)
    p[i] = Math.min(
      Math.max(p[i] + (missing * share[i]) / total, domain[0]),
      ceiling === null ? Infinity : ceiling[i],
    );
}
