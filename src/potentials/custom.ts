import { ArgumentError } from '../errors/argumentError.ts';
import { callable, knownKeys, within } from '../errors/check.ts';
import { makePotential } from './make.ts';
import type { PairPotential } from './pairPotential.ts';
import { checkForce, checkPotential } from './probe.ts';

/** A user's own pair potential, in units of the range. @see {@link pairPotential} */
export interface PairPotentialDefinition {
  readonly name?: string;
  /** u(r) for r > 0, repulsive or attractive, never NaN; tends to zero at infinity faster than r^{−d}. */
  readonly u: (r: number) => number;
  /** −u′(r) for r > hardCore. */
  readonly force?: (r: number) => number;
  /** Radius inside which u is infinite, 0 unless given; u is not called there. */
  readonly hardCore?: number;
  /** Radius beyond which u is zero, Infinity unless given; u is not called there. */
  readonly cutoff?: number;
}

/**
 * A pair potential from a user's own u(r); its excluded volume is found by adaptive quadrature.
 *
 * u is called at some 250 radii from 1e-6 to 1e6 to find NaN, minus infinity and hard cores that were not declared, and
 * `force` is compared with differences of u.
 *
 * @throws ArgumentError naming the radius and the value; DerivativeError if `force` is not −u′.
 * @see [Your own particles](/guide/own-energy#your-own-particles)
 */
export function pairPotential(definition: PairPotentialDefinition): PairPotential {
  knownKeys('pairPotential', definition, ['name', 'u', 'force', 'hardCore', 'cutoff']);
  const given = callable('u', definition.u);
  const name = definition.name ?? 'pairPotential';
  if (typeof name !== 'string' || name === '') throw new ArgumentError('name', name, 'a non-empty string');
  const hardCore = within('hardCore', definition.hardCore ?? 0, 0, 1e6);
  const { cutoff = Infinity } = definition;
  if (typeof cutoff !== 'number' || !(cutoff >= hardCore && cutoff > 0))
    throw new ArgumentError('cutoff', cutoff, `a number > 0 and ≥ hardCore (${hardCore}), or Infinity`);
  const u = (r: number): number => (r < hardCore ? Infinity : r >= cutoff ? 0 : given(r));
  checkPotential(name, u, hardCore, cutoff);
  if (definition.force === undefined) return makePotential({ name, u, force: null, hardCore, cutoff });
  const own = callable('force', definition.force);
  const force = (r: number): number => (r >= cutoff ? 0 : own(r));
  checkForce(name, u, force, hardCore, cutoff);
  return makePotential({ name, u, force, hardCore, cutoff });
}
