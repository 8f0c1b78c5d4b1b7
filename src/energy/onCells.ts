import { ArgumentError } from '../errors/argumentError.ts';
import type { Grid } from '../grid/grid.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { Domain } from './internalDensity.ts';
import type { Field, Term } from './term.ts';

/** The densities for which all terms are finite. */
export function domainOfTerms(terms: readonly Term[]): Domain {
  return capabilitiesOf(terms).domain;
}

/** A function of position at a point; says how it is called if it throws, as ([x]) => … does. */
function valueAt(name: string, f: Field, x: readonly number[]): number {
  try {
    return f(...x);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const error = new ArgumentError(
      name,
      f,
      `a function of coordinates one by one, (x, y) => …: it threw ${cause.message}`,
    );
    error.cause = cause;
    throw error;
  }
}

/** Σ c V at the cell centres, over the potential terms. @throws ArgumentError where V is not finite. */
export function potentialOnCells(terms: readonly Term[], grid: Grid): Float64Array {
  const out = new Float64Array(grid.size);
  for (const term of terms) {
    if (term.kind !== 'potential') continue;
    for (let i = 0; i < out.length; i++) {
      const x = grid.centre(i);
      const v = valueAt('V', term.V, x);
      if (!Number.isFinite(v))
        throw new ArgumentError(`V(${x.join(', ')})`, v, 'a finite number at every cell centre');
      out[i] += term.coefficient * v;
    }
  }
  return out;
}

/** The least upper bound of p in each cell, by the domain of U and by obstacles; null if there is none. @throws ArgumentError where k is not > 0. */
export function ceilingOnCells(terms: readonly Term[], grid: Grid): Float64Array | null {
  const obstacles = terms.filter((t) => t.kind === 'obstacle');
  const [, upper] = domainOfTerms(terms);
  if (obstacles.length === 0 && upper === Infinity) return null;
  const out = new Float64Array(grid.size).fill(upper);
  for (const { k } of obstacles)
    for (let i = 0; i < out.length; i++) {
      const x = grid.centre(i);
      const bound = valueAt('k', k, x);
      if (!(bound > 0))
        throw new ArgumentError(`k(${x.join(', ')})`, bound, 'a number > 0 at every cell centre');
      out[i] = Math.min(out[i], bound);
    }
  return out;
}
