import type { Density } from '../../../src/density/density.ts';

/** Cell averages below this, relative to the largest, are zero; values closer than this are equal. */
const ROUNDING = 1e-9;

/**
 * The interval [a, b] of which a one-dimensional density is the indicator, or null if it is none.
 *
 * A partly filled cell at either end is read as the end of the interval inside that cell, as `indicator` makes them.
 */
export function uniformStrip({ grid, values }: Density): readonly [number, number] | null {
  const height = values.reduce((a, b) => Math.max(a, b), 0);
  const some = (p: number): boolean => p > ROUNDING * height;
  const full = (p: number): boolean => p >= (1 - ROUNDING) * height;
  const first = values.findIndex(some);
  const last = values.findLastIndex(some);
  // A density that fills part of two cells only could be any strip: then the larger counts as filled.
  for (let i = first + 1; i < last; i++) if (!full(values[i])) return null;
  const { lower, spacing } = grid.axes[0];
  const share = (i: number): number => (full(values[i]) ? 1 : values[i] / height);
  if (first === last) return [lower + first * spacing, lower + (first + 1) * spacing];
  return [lower + (first + 1 - share(first)) * spacing, lower + (last + share(last)) * spacing];
}
