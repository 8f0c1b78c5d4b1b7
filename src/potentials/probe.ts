import { ArgumentError } from '../errors/argumentError.ts';
import { DerivativeError } from '../errors/derivativeError.ts';

type Scalar = (r: number) => number;

const PER_DECADE = 20;

/** Off the round numbers at which people put kinks. */
const OFFSET = 1.0137;

/** Radii from 1e-6 to 1e6, evenly spaced in log r, within (hardCore, cutoff). */
function radii(hardCore: number, cutoff: number): number[] {
  return Array.from({ length: 12 * PER_DECADE + 1 }, (_, k) => OFFSET * 10 ** (k / PER_DECADE - 6)).filter(
    (r) => r > hardCore && r < cutoff,
  );
}

/** The radius between `inside`, where u is infinite, and `outside`, where it is finite, at which u ceases to be infinite. */
function edge(u: Scalar, inside: number, outside: number): number {
  let [a, b] = [inside, outside];
  for (let k = 0; k < 60; k++) {
    const middle = 0.5 * (a + b);
    if (u(middle) === Infinity) a = middle;
    else b = middle;
  }
  return b;
}

/**
 * Refuses a u that is NaN or −Infinity somewhere, or that has a hard core which was not declared.
 *
 * A singular soft core may overflow near r = 0; what tells it from a hard core is that u is huge just outside.
 */
export function checkPotential(name: string, u: Scalar, hardCore: number, cutoff: number): void {
  let inside = 0;
  for (const r of radii(hardCore, cutoff)) {
    const value: unknown = u(r);
    if (typeof value !== 'number' || Number.isNaN(value) || value === -Infinity)
      throw new ArgumentError(`${name}: u(${r})`, value, 'a number above −Infinity');
    if (value === Infinity) inside = r;
    else if (inside > 0) {
      const core = edge(u, inside, r);
      if (u(core) < 1e100)
        throw new ArgumentError(
          `${name}: u(${inside})`,
          Infinity,
          `finite values beyond the hard core; say hardCore: ${core}`,
        );
      inside = 0;
    }
  }
  if (inside > 0) throw new ArgumentError(`${name}: u(${inside})`, Infinity, 'finite values away from r = 0');
}

/** Refuses a force that is not −u′: fourth-order central differences, where they can tell (no kink, jump or rounding). */
export function checkForce(name: string, u: Scalar, force: Scalar, hardCore: number, cutoff: number): void {
  for (const r of radii(hardCore, cutoff)) {
    const given: unknown = force(r);
    if (typeof given !== 'number' || Number.isNaN(given))
      throw new ArgumentError(`${name}: force(${r})`, given, 'a number');
    const room = Math.min(r - hardCore, cutoff - r, r);
    const slope = (h: number): number =>
      -(8 * (u(r + h) - u(r - h)) - (u(r + 2 * h) - u(r - 2 * h))) / (12 * h);
    const expected = slope(1e-3 * room);
    const coarse = slope(2e-3 * room);
    const scale = Math.abs(expected) + Math.abs(u(r)) / room;
    const smooth = Math.abs(expected - coarse) <= 1e-7 * scale;
    if (smooth && Math.abs(given - expected) > 1e-5 * scale + 1e-200)
      throw new DerivativeError(`${name}: force`, r, given, expected);
  }
}
