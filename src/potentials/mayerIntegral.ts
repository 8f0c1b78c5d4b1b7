import { ArgumentError } from '../errors/argumentError.ts';
import { DivergentIntegralError } from '../errors/divergentIntegralError.ts';
import { integrate } from '../numerics/gaussKronrod.ts';
import { ballVolume, sphereSurface } from './ball.ts';
import type { PairPotential } from './pairPotential.ts';

type Shape = Pick<PairPotential, 'name' | 'u' | 'hardCore' | 'cutoff'>;

/** What an integral over one panel must reach, relative to all found so far; it aims for 1e-13. */
const TOLERANCE = 1e-11;
/** log r beyond which tails are not followed: r = e^±230 ≈ 1e±100, short of where r^{−d−1} underflows. */
const FARTHEST = 230;
const NEGLIGIBLE = 1e-17;
/** A tail is summed as a geometric series once the ratio of its panels stands still to this, relative to 1 − ratio. */
const STEADY = 1e-12;

/** r^d (1 − e^{−u(r)}) with r = e^s: the integrand of ∫ r^{d−1}(1 − e^{−u}) dr in the variable s = log r. */
function integrand({ name, u }: Shape, dimension: number): (s: number) => number {
  return (s) => {
    const r = Math.exp(s);
    const energy = u(r);
    if (!(energy > -Infinity))
      throw new ArgumentError(`${name}: u(${r})`, energy, 'a number above −Infinity');
    const mayer = -Math.expm1(-energy);
    if (mayer === -Infinity)
      throw new DivergentIntegralError(
        `${name}: u(${r}) = ${energy}, so strong an attraction that e^{−u} overflows`,
      );
    return mayer === 0 ? 0 : Math.sign(mayer) * Math.exp(dimension * s + Math.log(Math.abs(mayer)));
  };
}

/** What a run of panels of unit length in log r gives, from `start` outward (sign 1) or inward (sign −1). */
interface Tail {
  readonly value: number;
  readonly absolute: number;
  readonly complete: boolean;
}

// Panels of unit length in log r: kinks and jumps are met by bisection, algebraic decay at either end makes the panels a
// geometric series, whose rest is added in closed form, and anything faster ends by itself.
function tail(f: (s: number) => number, name: string, start: number, end: number, sign: 1 | -1): Tail {
  let value = 0;
  let absolute = 0;
  let previous = 0;
  let ratio = 0;
  let steady = 0;
  let idle = 0;
  for (let s = start; Math.abs(s) < FARTHEST; s += sign) {
    const stop = sign > 0 ? Math.min(s + 1, end) : s - 1;
    const part = integrate(f, Math.min(s, stop), Math.max(s, stop), 1e-13, 2000);
    if (!part.converged && !(part.error <= TOLERANCE * (absolute + part.absolute)))
      throw new DivergentIntegralError(
        `${name}: ∫(1 − e^{−u}) between r = ${Math.exp(Math.min(s, stop))} and ${Math.exp(Math.max(s, stop))} was not found ` +
          `to 11 digits (error estimate ${part.error}); is u smooth but for kinks and jumps?`,
      );
    value += part.value;
    absolute += part.absolute;
    if (stop === end) return { value, absolute, complete: true };
    // Silence near the range may be a hole in u; beyond three decades two silent panels are the end.
    idle = part.absolute <= NEGLIGIBLE * absolute && Math.abs(s) > 7 ? idle + 1 : 0;
    if (idle >= 2) return { value, absolute, complete: true };
    const next = part.value / previous;
    steady = next < 1 && Math.abs(next - ratio) <= STEADY * (1 - next) ? steady + 1 : 0;
    if (steady >= 3) {
      const rest = (part.value * next) / (1 - next);
      return { value: value + rest, absolute: absolute + Math.abs(rest), complete: true };
    }
    ratio = next;
    previous = part.value;
  }
  return { value, absolute, complete: false };
}

function tooSlow({ name, u }: Shape, d: number): DivergentIntegralError {
  const [near, far] = [Math.abs(u(1e40)), Math.abs(u(1e80))];
  const exponent = Math.log(near / far) / Math.log(1e40);
  const decay = far === 0 ? 'has no even decay' : `behaves like r^${(-exponent).toPrecision(4)}`;
  return new DivergentIntegralError(
    exponent > d + 1e-3
      ? `${name}: α_u in dimension ${d} was not found to 10 digits, because u(r) ${decay}, hardly faster than r^-${d}`
      : `${name}: α_u is infinite in dimension ${d}: u(r) ${decay}, but must decay faster than r^-${d}`,
  );
}

/**
 * α_u = S_d ∫_0^∞ r^{d−1} (1 − e^{−u(r)}) dr of (3.26) by adaptive quadrature in log r.
 *
 * u is taken to vary on the scale of its range: what begins only beyond r ≈ 1e3, after silence, is not seen.
 *
 * @throws DivergentIntegralError if the integral is infinite or cannot be found; ArgumentError if u is NaN somewhere.
 */
export function mayerIntegral(shape: Shape, dimension: number): number {
  const { name, hardCore, cutoff } = shape;
  const f = integrand(shape, dimension);
  const start = hardCore > 0 ? Math.log(hardCore) : Math.min(0, Math.log(cutoff));
  let integral = 0;
  if (hardCore < cutoff) {
    const outer = tail(f, name, start, Math.log(cutoff), 1);
    if (!outer.complete) throw tooSlow(shape, dimension);
    integral += outer.value;
  }
  if (hardCore === 0) {
    const inner = tail(f, name, start, -Infinity, -1);
    if (!inner.complete)
      throw new DivergentIntegralError(
        `${name}: α_u is infinite in dimension ${dimension}: u is too attractive near r = 0`,
      );
    integral += inner.value;
  }
  return sphereSurface(dimension) * integral + ballVolume(dimension) * hardCore ** dimension;
}
