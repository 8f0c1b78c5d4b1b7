import { ArgumentError } from '../../errors/argumentError.ts';
import type { Grid } from '../../grid/grid.ts';
import type { FunctionalTerm } from '../term.ts';
import type { NonlocalPart } from './nonlocalPart.ts';

/** A black box on a grid: convex if it says so, and with remainders that are differences. */
export function functionalPart(
  { coefficient, firstVariation: given, convex }: FunctionalTerm,
  grid: Grid,
): NonlocalPart {
  const scratch = new Float64Array(grid.size);
  function firstVariation(out: Float64Array, p: Float64Array): number {
    out.fill(0);
    const value = given(out, p, grid);
    if (typeof value !== 'number')
      throw new ArgumentError('what firstVariation returned', value, 'F(p), a number, with δF in out');
    for (let i = 0; i < out.length; i++) out[i] *= coefficient;
    return coefficient * value;
  }
  const value = (p: Float64Array): number => firstVariation(scratch, p);
  return {
    firstVariation,
    value,
    remainder(p, q) {
      const end = value(p);
      const start = firstVariation(scratch, q);
      let s = 0;
      for (let i = 0; i < p.length; i++) s += scratch[i] * (p[i] - q[i]);
      return end - start - grid.cellVolume * s;
    },
    curvature: convex ? 'convex' : 'unknown',
    bound: null,
    spectrum: null,
  };
}
