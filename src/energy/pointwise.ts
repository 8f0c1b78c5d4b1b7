import { scalarInverse } from '../numerics/scalarInverse.ts';
import { wrightOmega } from '../numerics/wrightOmega.ts';
import type { Domain } from './internalDensity.ts';
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

/** Any sum of internal densities; the inverse is a safeguarded scalar Newton iteration. */
export function generalPointwise(terms: readonly InternalTerm[], domain: Domain): Pointwise {
  const total = (pick: (t: InternalTerm) => (p: number) => number) => {
    const parts = terms.map((t) => ({ c: t.coefficient, f: pick(t) }));
    return (p: number): number => {
      let s = 0;
      for (const { c, f } of parts) s += c * f(p);
      return s;
    };
  };
  const [lower, upper] = domain;
  const U = total((t) => t.density.U);
  const dU = total((t) => t.density.dU);
  const d2U = total((t) => t.density.d2U);
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
        ? scalarInverse(f, df, y, lower, upper, guess)
        : scalarInverse(dU, d2U, y, lower, upper, guess);
    },
  };
}

/** The sum of internal terms as one scalar function, by the closed form where there is one. */
export function pointwise(terms: readonly InternalTerm[], domain: Domain): Pointwise {
  let a = 0;
  let b = 0;
  for (const { coefficient, density } of terms) {
    if (density.closedForm === 'entropy') a += coefficient;
    else if (density.closedForm === 'quadratic') b += coefficient;
    else return generalPointwise(terms, domain);
  }
  return a > 0 && domain[0] === 0 && domain[1] === Infinity
    ? entropyPlusQuadratic(a, b)
    : generalPointwise(terms, domain);
}
