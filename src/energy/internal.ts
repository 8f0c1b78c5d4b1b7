import { ArgumentError } from '../errors/argumentError.ts';
import { callable, knownKeys } from '../errors/check.ts';
import { checkDerivatives } from './checkDerivatives.ts';
import { fromTerms } from './compose.ts';
import type { LocalEnergy } from './energy.ts';
import { checkDomain, convexOnLine, type Domain } from './internalDensity.ts';

/** A user's own local free-energy density. @see {@link internal} */
export interface InternalDefinition {
  readonly name?: string;
  /** U(p); at the ends of the domain its limit, such as `U: (p) => (p > 0 ? p * Math.log(p) : 0)`. */
  readonly U: (p: number) => number;
  /** U′(p); may be −Infinity or Infinity at the ends of the domain. */
  readonly dU: (p: number) => number;
  /** U″(p). */
  readonly d2U: (p: number) => number;
  /** Where U is finite: [0, ∞) unless said otherwise; `[0, 1]` forbids densities above one. */
  readonly domain?: Domain;
  /** Whether s ↦ s^d U(s^−d) is convex and nonincreasing in dimension d, if known (McCann 1997); on a line it is for every convex U with U(0) ≤ 0. */
  readonly displacementConvex?: (dimension: number) => boolean;
  /** Switches the check of dU and d2U against finite differences, and of d2U ≥ 0, off. */
  readonly check?: boolean;
}

function scalar(argument: string, f: (p: number) => number): (p: number) => number {
  if (typeof f === 'function') return f;
  throw new ArgumentError(
    argument,
    f,
    'a function of p; internalOf of ottoflow/expressions takes U as text and derives the others',
  );
}

/**
 * The energy ∫ U(p) dx of a user's own convex U.
 *
 * @throws DerivativeError if dU or d2U disagrees with finite differences of U or dU, with the point, the value given
 * and the value expected; ArgumentError if U is not convex or the domain is not an interval in [0, ∞).
 * @see [A local energy: internal](/guide/own-energy#a-local-energy-internal)
 */
export function internal(definition: InternalDefinition): LocalEnergy {
  knownKeys('internal', definition, ['name', 'U', 'dU', 'd2U', 'domain', 'displacementConvex', 'check']);
  const {
    name = 'internal',
    domain = [0, Infinity],
    displacementConvex = (d: number) => convexOnLine(definition.U, domain, d),
    check = true,
  } = definition;
  const U = scalar('U', definition.U);
  const dU = scalar('dU', definition.dU);
  const d2U = scalar('d2U', definition.d2U);
  callable('displacementConvex', displacementConvex);
  checkDomain(domain);
  const density = { name, U, dU, d2U, domain, convex: true, displacementConvex };
  if (check) checkDerivatives(density);
  return fromTerms(name, [{ kind: 'internal', coefficient: 1, density }]);
}
