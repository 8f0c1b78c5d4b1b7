import { scalarInverse } from '../numerics/scalarInverse.ts';
import { wrightOmega } from '../numerics/wrightOmega.ts';
import { closedFormOf } from './closedForm.ts';
import type { Domain } from './internalDensity.ts';
import { purePower } from './purePower.ts';
import type { InternalTerm } from './term.ts';

/** A sum Σ c U(p) of internal densities as one scalar function, with the inverse of its derivative. */
export interface Pointwise {
  /** Infinity outside the domain. */
  readonly U: (p: number) => number;
  readonly dU: (p: number) => number;
  readonly d2U: (p: number) => number;
  readonly domain: Domain;
  /** The p of the domain with U′(p) + κ p = y (an end point if there is none), for κ ≥ 0; faster from a good guess. */
  readonly inverse: (y: number, kappa: number, guess?: number) => number;
}

/** a p log p + b p², whose inverse is closed: B p/a = ω(log(B/a) + y/a − 1) with B = 2b + κ. */
function entropyPlusQuadratic(a: number, b: number): Pointwise {
  return {
    U: (p) => (p > 0 ? p * (a * Math.log(p) + b * p) : p === 0 ? 0 : Infinity),
    dU: (p) => a * (Math.log(p) + 1) + 2 * b * p,
    d2U: (p) => a / p + 2 * b,
    domain: [0, Infinity],
    inverse: (y, kappa) => {
      const slope = 2 * b + kappa;
      const z = y / a - 1;
      return slope > 0 ? (a / slope) * wrightOmega(z + Math.log(slope / a)) : Math.exp(z);
    },
  };
}

/** Σ c f(p) over the terms; sums of one or two without a loop. */
function weightedSum(
  terms: readonly InternalTerm[],
  pick: (t: InternalTerm) => (p: number) => number,
): (p: number) => number {
  const parts = terms.map((t) => ({ c: t.coefficient, f: pick(t) }));
  if (parts.length === 0) return () => 0;
  const [first, second] = parts;
  if (parts.length === 1) return first.c === 1 ? first.f : (p) => first.c * first.f(p);
  if (parts.length === 2) return (p) => first.c * first.f(p) + second.c * second.f(p);
  return (p) => {
    let s = 0;
    for (let k = 0; k < parts.length; k++) s += parts[k].c * parts[k].f(p);
    return s;
  };
}

/** Any sum of internal densities; the inverse is a safeguarded scalar Newton iteration. */
export function generalPointwise(terms: readonly InternalTerm[], domain: Domain): Pointwise {
  const [lower, upper] = domain;
  const U = weightedSum(terms, (t) => t.density.U);
  const dU = weightedSum(terms, (t) => t.density.dU);
  const d2U = weightedSum(terms, (t) => t.density.d2U);
  const lowest = dU(lower);
  const highest = upper < Infinity ? dU(upper) : Infinity;
  // One pair of functions for all κ, so that an inverse allocates nothing.
  let kappaNow = 0;
  const f = (p: number): number => dU(p) + kappaNow * p;
  const df = (p: number): number => d2U(p) + kappaNow;
  return {
    U: (p) => (p >= lower && p <= upper ? U(p) : Infinity),
    dU,
    d2U,
    domain,
    inverse: (y, kappa, guess) => {
      kappaNow = kappa;
      return kappa > 0
        ? scalarInverse(f, df, y, lower, upper, guess, lowest + kappa * lower, highest + kappa * upper)
        : scalarInverse(dU, d2U, y, lower, upper, guess, lowest, highest);
    },
  };
}

/** The sum of internal terms as one scalar function, by the closed form where there is one. */
export function pointwise(terms: readonly InternalTerm[], domain: Domain): Pointwise {
  const form = closedFormOf(terms, domain);
  if (form === null) return generalPointwise(terms, domain);
  return form.kind === 'entropy'
    ? entropyPlusQuadratic(form.a, form.b)
    : purePower(form.m, form.c / (form.m - 1));
}
