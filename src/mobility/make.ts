import { checkFunction } from '../energy/checkDerivatives.ts';
import { checkDomain, type Domain } from '../energy/internalDensity.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { callable, knownKeys } from '../errors/check.ts';
import type { Mobility } from './mobility.ts';

/** A user's own mobility. @see {@link mobility} */
export interface MobilityDefinition {
  readonly name?: string;
  /** m(p), concave and ≥ 0 on the domain; at its ends its limit. */
  readonly m: (p: number) => number;
  /** m′(p); may be infinite at the ends of the domain. */
  readonly dm: (p: number) => number;
  /** m″(p) ≤ 0. */
  readonly d2m: (p: number) => number;
  /** Where m is nonnegative: [0, ∞) unless said otherwise; `[0, 1]` for p(1 − p). */
  readonly domain?: Domain;
  /** Switches the check of dm and d2m against finite differences, of d2m ≤ 0 and of m ≥ 0, off. */
  readonly check?: boolean;
}

function checkMobility({ name, m, dm, d2m, domain }: Mobility): void {
  const nonnegative = (p: number): void => {
    if (!(m(p) >= 0 && m(p) < Infinity))
      throw new ArgumentError(`${name}: m(${p})`, m(p), 'a finite number ≥ 0');
  };
  for (const p of domain) if (p < Infinity) nonnegative(p);
  checkFunction({ name, domain, f: m, df: dm, d2f: d2m, labels: ['m', 'dm', 'd2m'] }, (p) => {
    nonnegative(p);
    if (d2m(p) > 0) throw new ArgumentError(`${name}: d2m(${p})`, d2m(p), 'a number ≤ 0 (m must be concave)');
  });
}

/**
 * A user's own mobility m(p), concave and nonnegative; densities of its flows stay in its domain.
 *
 * @throws DerivativeError if dm or d2m disagrees with finite differences of m or dm, with the point, the value given and
 * the value expected; ArgumentError if m is not concave or negative, or the domain is not an interval in [0, ∞).
 * @see [Mobilities](/theory/energies#mobilities)
 */
export function mobility(definition: MobilityDefinition): Mobility {
  knownKeys('mobility', definition, ['name', 'm', 'dm', 'd2m', 'domain', 'check']);
  const { name = 'mobility', domain = [0, Infinity], check = true } = definition;
  const m = callable('m', definition.m);
  const dm = callable('dm', definition.dm);
  const d2m = callable('d2m', definition.d2m);
  checkDomain(domain);
  const made: Mobility = { name, linear: false, m, dm, d2m, domain };
  if (check) checkMobility(made);
  return Object.freeze(made);
}
