import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import type { PairPotential } from '../../../src/potentials/pairPotential.ts';

/** Relative reach of a difference of u. */
const REACH = 1e-5;
/** u must not jump by more than this, nor attract by more. */
const TOLERANCE = 0.01;
/** Above this u is not looked at: particles do not come there. */
const HIGH = 20;

/** −u′(r) in units of the range: the potential's own, or central differences of u. */
export function forceOf({ u, force, cutoff }: PairPotential): (r: number) => number {
  if (force !== null) return force;
  return (r) => {
    const below = r * (1 - REACH);
    const above = Math.min(r * (1 + REACH), cutoff * (1 - 1e-9));
    return above > below ? (u(below) - u(above)) / (above - below) : 0;
  };
}

/**
 * Refuses a potential that steps by forces cannot follow: with a hard core, a jump, an attractive part, or forces that are not finite.
 *
 * @param who - names the caller in errors.
 * @param cutoff - in units of the range, how far to look.
 */
export function checkForces(who: string, pair: PairPotential, cutoff: number): void {
  const { name, u } = pair;
  const needs = 'a repulsive pair potential without hard core and without jumps';
  if (pair.hardCore > 0) throw new CapabilityError(who, needs, `${name} has a hard core`);
  const force = forceOf(pair);
  const checked = (r: number): number => {
    const f: unknown = force(r);
    if (typeof f !== 'number' || !Number.isFinite(f))
      throw new ArgumentError(`${name}: force(${r})`, f, 'a finite number for r > 0');
    if (f < -TOLERANCE) throw new CapabilityError(who, needs, `${name} attracts at r = ${r}: −u′ is ${f}`);
    return f;
  };
  const points = 1000;
  const at = (k: number): number => cutoff * 10 ** ((3 * (k - points)) / points);
  for (let k = 0; k < points; k++) {
    const [a, b] = [at(k), Math.min(at(k + 1), cutoff * (1 - 1e-9))];
    const fall = u(a) - u(b);
    if (!(u(a) < HIGH)) continue;
    const integral = ((b - a) / 6) * (checked(a) + 4 * checked(0.5 * (a + b)) + checked(b));
    if (Math.abs(fall - integral) > TOLERANCE * (1 + Math.abs(fall)))
      throw new CapabilityError(who, needs, `${name} jumps by ${fall - integral} near r = ${a}`);
  }
  if (cutoff === pair.cutoff && Math.abs(u(cutoff * (1 - 1e-9))) > TOLERANCE)
    throw new CapabilityError(who, needs, `${name} jumps to zero at its cutoff, r = ${cutoff}`);
}
