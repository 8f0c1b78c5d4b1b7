import { ArgumentError } from '../errors/argumentError.ts';

/**
 * The closed interval of densities in which a local energy is finite, apart perhaps from its end points.
 *
 * @see {@link internal}
 */
export type Domain = readonly [lower: number, upper: number];

/** Throws {@link ArgumentError} unless this is an interval of densities. */
export function checkDomain(domain: Domain): void {
  if (!Array.isArray(domain) || domain.length !== 2 || !(domain[0] >= 0 && domain[0] < domain[1]))
    throw new ArgumentError('domain', domain, '[lower, upper] with 0 ≤ lower < upper ≤ Infinity');
}

/** A local free-energy density U(p) with its derivatives; what ∫U(p) dx is made of. @see {@link internal} */
export interface InternalDensity {
  readonly name: string;
  /** U(p) for p in the domain; `U(0)` must be finite or Infinity, never NaN. */
  readonly U: (p: number) => number;
  /** U′(p); may be −Infinity at the lower end (the entropy's log 0). */
  readonly dU: (p: number) => number;
  /** U″(p) ≥ 0 where the energy is convex. */
  readonly d2U: (p: number) => number;
  readonly domain: Domain;
  /** Whether U is convex in p. */
  readonly convex: boolean;
  /** Whether s ↦ s^d U(s^−d) is convex and nonincreasing (McCann 1997), for dimension d. */
  readonly displacementConvex: (dimension: number) => boolean;
  /** Marks p log p and p^m/(m − 1), for which there are closed forms. */
  readonly closedForm?: 'entropy' | { readonly power: number };
}

/**
 * Whether a convex U satisfies McCann's condition because the dimension is 1: s U(1/s) is convex if U is, and nonincreasing if U(0) ≤ 0, as its slope is
 * −(p U′ − U) ≤ U(0).
 */
export function convexOnLine(U: (p: number) => number, domain: Domain, dimension: number): boolean {
  return dimension === 1 && domain[0] === 0 && U(0) <= 0;
}
