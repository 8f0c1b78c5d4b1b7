import type fc from 'fast-check';
import { densityFields } from '../arbitraries/densities.ts';
import type { EnergySubject } from './law.ts';

/** Density fields for which an energy is finite: within its domain and below its obstacles. @param vacuum - whether they may touch these. */
export function admissible({ energy, grid }: EnergySubject, vacuum: boolean): fc.Arbitrary<Float64Array> {
  const { domain, ceiling } = energy.on(grid).local;
  const fields = densityFields(grid, { domain, vacuum });
  const [lower] = domain;
  const below = (p: number, top: number): number => lower + 1 / (1 / (p - lower) + 1 / (top - lower));
  if (ceiling === null || ceiling.every((c) => c === domain[1])) return fields;
  return fields.map((p) => p.map((v, i) => (vacuum ? Math.min(v, ceiling[i]) : below(v, ceiling[i]))));
}
