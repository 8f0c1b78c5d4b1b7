import { ArgumentError } from '../errors/argumentError.ts';
import type { Grid } from '../grid/grid.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { Domain } from './internalDensity.ts';
import type { Term } from './term.ts';

/** The densities for which all terms are finite. */
export function domainOfTerms(terms: readonly Term[]): Domain {
  return capabilitiesOf(terms).domain;
}

/** Σ c V at the cell centres, over the potential terms. @throws ArgumentError where V is not finite. */
export function potentialOnCells(terms: readonly Term[], grid: Grid): Float64Array {
  const out = new Float64Array(grid.size);
  for (const term of terms) {
    if (term.kind !== 'potential') continue;
    for (let i = 0; i < out.length; i++) {
      const x = grid.centre(i);
      const v = term.V(...x);
      if (!Number.isFinite(v))
        throw new ArgumentError(`V(${x.join(', ')})`, v, 'a finite number at every cell centre');
      out[i] += term.coefficient * v;
    }
  }
  return out;
}
