import type { Domain } from './internalDensity.ts';
import type { InternalTerm } from './term.ts';

/** What a sum of internal terms comes to, where that has closed forms: a p log p + b p², or c p^m/(m − 1). */
export type ClosedForm =
  | { readonly kind: 'entropy'; readonly a: number; readonly b: number }
  | { readonly kind: 'power'; readonly m: number; readonly c: number };

/** The closed form of Σ c U(p), null if it has none. */
export function closedFormOf(terms: readonly InternalTerm[], domain: Domain): ClosedForm | null {
  if (terms.length === 0 || domain[0] !== 0 || domain[1] !== Infinity) return null;
  let entropy = 0;
  const powers = new Map<number, number>();
  for (const { coefficient, density } of terms) {
    const { closedForm } = density;
    if (closedForm === undefined) return null;
    if (closedForm === 'entropy') entropy += coefficient;
    else powers.set(closedForm.power, (powers.get(closedForm.power) ?? 0) + coefficient);
  }
  if (entropy > 0) {
    const b = powers.get(2) ?? 0;
    return powers.size === 0 || (powers.size === 1 && b > 0) ? { kind: 'entropy', a: entropy, b } : null;
  }
  if (powers.size > 1) return null;
  const [[m, c]] = powers;
  return { kind: 'power', m, c };
}
