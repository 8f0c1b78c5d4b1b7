import type { CellLoops } from './cellLoops.ts';

/**
 * The loops of U restricted to p_i ≤ c_i, from those of U: where y_i − V_i is beyond U′(c_i) the density is c_i, and what lies beyond is
 * the multiplier of the bound.
 *
 * @param ceiling - c_i within the domain of U, Infinity where there is no bound.
 */
export function loopsBelow(loops: CellLoops, ceiling: Float64Array): CellLoops {
  const n = ceiling.length;
  const highest = new Float64Array(n);
  loops.firstVariation(highest, ceiling, new Float64Array(n));
  for (let i = 0; i < n; i++) if (ceiling[i] === Infinity) highest[i] = Infinity;
  const reached = new Float64Array(n);
  /** Writes y_i, or V_i + U′(c_i) if that is less, and returns Σ (y_i − V_i − U′(c_i))₊ (c_i − p_i) over p, or c_i alone without. */
  function reach(y: Float64Array, V: Float64Array, p: Float64Array | null): number {
    let beyond = 0;
    for (let i = 0; i < n; i++) {
      const top = V[i] + highest[i];
      reached[i] = Math.min(y[i], top);
      if (y[i] > top) beyond += (y[i] - top) * (p === null ? ceiling[i] : ceiling[i] - p[i]);
    }
    return beyond;
  }
  const above = (p: Float64Array): boolean => p.some((value, i) => value > ceiling[i]);
  return {
    value: (p, V) => (above(p) ? Infinity : loops.value(p, V)),
    firstVariation(out, p, V) {
      const value = loops.firstVariation(out, p, V);
      return above(p) ? Infinity : value;
    },
    curvature: loops.curvature,
    inverse(out, y, V) {
      reach(y, V, null);
      loops.inverse(out, reached, V);
      for (let i = 0; i < n; i++)
        out[i] = y[i] > V[i] + highest[i] ? ceiling[i] : Math.min(out[i], ceiling[i]);
    },
    conjugate(y, V) {
      const beyond = reach(y, V, null);
      return loops.conjugate(reached, V) + beyond;
    },
    fenchelGap(p, y, V) {
      const beyond = reach(y, V, p);
      return above(p) ? Infinity : loops.fenchelGap(p, reached, V) + beyond;
    },
    prox(out, x, V, kappa) {
      loops.prox(out, x, V, kappa);
      for (let i = 0; i < n; i++) out[i] = Math.min(out[i], ceiling[i]);
    },
    bregman: loops.bregman,
  };
}
