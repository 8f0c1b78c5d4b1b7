import type { Grid } from '../../grid/grid.ts';
import type { FunctionalTerm, InteractionTerm, Term } from '../term.ts';
import { functionalPart } from './functionalPart.ts';
import { interactionPart } from './interactionPart.ts';
import { curvatureOfSum, type NonlocalPart } from './nonlocalPart.ts';

function sumOf(a: NonlocalPart, b: NonlocalPart, size: number): NonlocalPart {
  const part = new Float64Array(size);
  return {
    firstVariation(out, p) {
      const value = a.firstVariation(out, p) + b.firstVariation(part, p);
      for (let i = 0; i < size; i++) out[i] += part[i];
      return value;
    },
    value: (p) => a.value(p) + b.value(p),
    remainder: (p, q) => a.remainder(p, q) + b.remainder(p, q),
    get curvature() {
      return curvatureOfSum(a.curvature, b.curvature);
    },
    get bound() {
      return a.bound === null || b.bound === null ? null : a.bound + b.bound;
    },
    get spectrum() {
      const [s, t] = [a.spectrum, b.spectrum];
      return s === null || t === null ? null : ([s[0] + t[0], s[1] + t[1]] as const);
    },
  };
}

/** The terms of an energy that couple cells, null if there are none. */
export function nonlocalPart(terms: readonly Term[], grid: Grid): NonlocalPart | null {
  const interactions = terms.filter((t): t is InteractionTerm => t.kind === 'interaction');
  const functionals = terms.filter((t): t is FunctionalTerm => t.kind === 'functional');
  const parts = functionals.map((term) => functionalPart(term, grid));
  if (interactions.length > 0) parts.unshift(interactionPart(interactions, grid));
  return parts.length === 0 ? null : parts.reduce((a, b) => sumOf(a, b, grid.size));
}
