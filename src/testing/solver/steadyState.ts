import { Density } from '../../density/index.ts';
import { type Energy, isLocalEnergy } from '../../energy/index.ts';
import type { GradientFlow } from '../../flow/index.ts';
import { integral } from '../arrays.ts';

/**
 * The density with δE = λ wherever it is positive and the mass of the initial one, by bisection for λ and nothing else:
 * the slow twin of any steady-state solver. Null for energies without an inverse, and where it would leave the domain of the
 * mobility.
 */
export function bisectedSteadyState(flow: GradientFlow<Energy>): Density | null {
  const { energy, grid, initial, mobility } = flow;
  if (!isLocalEnergy(energy) || !energy.terms.some((t) => t.kind === 'internal')) return null;
  const discrete = energy.on(grid);
  const even = new Float64Array(grid.size).fill(initial.mass / grid.volume);
  const out = new Float64Array(grid.size);
  // At the least first variation of the even density no cell holds more than it does, at the largest none less.
  discrete.firstVariation(out, even);
  let [low, high] = [out.reduce((a, b) => Math.min(a, b)), out.reduce((a, b) => Math.max(a, b))];
  for (let k = 0; k < 200; k++) {
    const middle = 0.5 * (low + high);
    discrete.inverse(out, new Float64Array(grid.size).fill(middle));
    if (integral(out, grid) > initial.mass) high = middle;
    else low = middle;
  }
  discrete.inverse(out, new Float64Array(grid.size).fill(low));
  const factor = initial.mass / integral(out, grid);
  const steady = out.map((p) => factor * p);
  const [lower, upper] = mobility.domain;
  return steady.some((p) => p < lower || p > upper) ? null : new Density(grid, steady);
}
