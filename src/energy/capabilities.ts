import type { Capabilities } from './energy.ts';
import type { Domain } from './internalDensity.ts';
import { isLocalTerm, type Term } from './term.ts';

function domainOf(term: Term): Domain {
  return term.kind === 'internal' ? term.density.domain : [0, Infinity];
}

function isConvex(term: Term): boolean {
  switch (term.kind) {
    case 'internal':
      return term.density.convex;
    case 'potential':
    case 'obstacle':
      return true;
    case 'interaction':
      // On all grids, for all p: no finite number of values of W can promise that.
      return term.positiveType;
    case 'functional':
      return term.convex;
  }
}

function displacementConvexity(term: Term, dimension: number): number {
  switch (term.kind) {
    case 'internal':
      return term.density.displacementConvex(dimension) ? 0 : -Infinity;
    case 'potential':
      return term.coefficient * term.convexity;
    case 'interaction':
      // ½∬W is only convex transversally to translations: a positive λ of W does not survive, a negative one does (unit mass).
      return Math.min(0, term.coefficient * term.convexity);
    case 'obstacle':
    case 'functional':
      // A geodesic between densities below k stays below if k is the same everywhere, which nobody has said.
      return -Infinity;
  }
}

/** The capabilities of a sum of terms (McCann 1997 for those along geodesics). */
export function capabilitiesOf(terms: readonly Term[]): Capabilities {
  const quadraticInternal = (t: Term): boolean => {
    const closedForm = t.kind === 'internal' ? t.density.closedForm : undefined;
    return typeof closedForm === 'object' && closedForm.power === 2;
  };
  return {
    local: terms.every(isLocalTerm),
    quadratic: terms.every((t) => t.kind === 'potential' || t.kind === 'interaction' || quadraticInternal(t)),
    convex: terms.every(isConvex),
    displacementConvexity: (d) => terms.reduce((sum, t) => sum + displacementConvexity(t, d), 0),
    domain: terms.reduce<Domain>(
      ([lower, upper], t) => [Math.max(lower, domainOf(t)[0]), Math.min(upper, domainOf(t)[1])],
      [0, Infinity],
    ),
  };
}
