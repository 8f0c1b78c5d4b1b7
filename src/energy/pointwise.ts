import { scalarInverse } from '../numerics/scalarInverse.ts';
import { wrightOmega } from '../numerics/wrightOmega.ts';
import type { Domain } from './internalDensity.ts';
import type { InternalTerm } from './term.ts';

/** A sum Σ c U(p) of internal densities as one scalar function, with the inverse of its derivative. */
export interface Pointwise {
  readonly U: (p: number) => number;
  readonly dU: (p: number) => number;
  readonly d2U: (p: number) => number;
  readonly domain: Domain;
  /** The p of the domain with U′(p) + κ p = y (an end point if there is none), for κ ≥ 0. */
  readonly inverse: (y: number, kappa: number) => number;
}

/** a p log p + b p², whose inverse is closed: B p/a = ω(log(B/a) + y/a − 1) with B = 2b + κ. */
function entropyPlusQuadratic(a: number, b: number): Pointwise {
  return {
    U: (p) => (p > 0 ? p * (a * Math.log(p) + b * p) : 0),
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
  const U = total((t) => t.density.U);
  const dU = total((t) => t.density.dU);
  const d2U = total((t) => t.density.d2U);
  return {
    U,
    dU,
    d2U,
    domain,
    inverse: (y, kappa) => {
      const f = kappa > 0 ? (p: number): number => dU(p) + kappa * p : dU;
      const df = kappa > 0 ? (p: number): number => d2U(p) + kappa : d2U;
      return scalarInverse(f, df, y, domain[0], domain[1]);
    },
  };
}

/** The sum of internal terms as one scalar function, by the closed form where there is one. */
export function pointwise(terms: readonly InternalTerm[], domain: Domain): Pointwise {
  let a = 0;
  let b = 0;
  for (const { coefficient, density } of terms) {
    if (density.name === 'entropy') a += coefficient;
    else if (density.name === 'power(2)') b += coefficient;
    else return generalPointwise(terms, domain);
  }
  return a > 0 && domain[0] === 0 && domain[1] === Infinity ? entropyPlusQuadratic(a, b) : generalPointwise(terms, domain);
}
