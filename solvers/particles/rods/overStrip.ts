import { integrate } from '../../../src/numerics/gaussKronrod.ts';
import type { ReducedStrip } from './reducedStrip.ts';

/** ∫_0^ℓ f dy at a time, to 1e-11 of ∫|f|: in pieces, as the density of the points is steep, or jumps, at a and b. */
export function overStrip({ a, b, free }: ReducedStrip, time: number, f: (y: number) => number): number {
  const inside = integrate(f, a, b, 1e-11).value;
  return time === 0 ? inside : integrate(f, 0, a, 1e-11).value + inside + integrate(f, b, free, 1e-11).value;
}
