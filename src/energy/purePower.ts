import { scalarInverse } from '../numerics/scalarInverse.ts';
import { outside } from './cells/outside.ts';
import type { Pointwise } from './pointwise.ts';

/** U(p) = c p^m on p ≥ 0, with c (m − 1) > 0. */
export interface PurePower extends Pointwise {
  readonly m: number;
  readonly c: number;
  /** p^(m − 1), of which U and U′ are multiples. */
  readonly slopePower: (p: number) => number;
}

/** u^(1/(m − 1)), by a root or a square where it is one. */
function rootFor(m: number): (u: number) => number {
  if (m === 2) return (u) => u;
  if (m === 3) return Math.sqrt;
  if (m === 4) return Math.cbrt;
  if (m === 1.5) return (u) => u * u;
  if (m === 0.5) return (u) => 1 / (u * u);
  const exponent = 1 / (m - 1);
  return (u) => u ** exponent;
}

function slopePowerFor(m: number): (p: number) => number {
  if (m === 2) return (p) => p;
  if (m === 3) return (p) => p * p;
  if (m === 4) return (p) => p * p * p;
  if (m === 1.5) return Math.sqrt;
  if (m === 0.5) return (p) => 1 / Math.sqrt(p);
  return (p) => p ** (m - 1);
}

/** The s ≥ 0 of A s² + B s = z, for A, B > 0, without cancellation. */
function positiveRoot(A: number, B: number, z: number): number {
  if (z <= 0) return 0;
  const discriminant = B * B + 4 * A * z;
  return discriminant < Infinity ? (2 * z) / (B + Math.sqrt(discriminant)) : Math.sqrt(z / A);
}

/** The p ≥ 0 of k p^(m − 1) + κ p = z where that is a linear or quadratic equation; null elsewhere. */
function shiftedInverseFor(m: number, k: number): ((z: number, kappa: number) => number) | null {
  if (m === 2) return (z, kappa) => Math.max(0, z / (k + kappa));
  if (m === 3) return (z, kappa) => positiveRoot(k, kappa, z);
  if (m === 1.5)
    return (z, kappa) => {
      const root = positiveRoot(kappa, k, z);
      return root * root;
    };
  return null;
}

/** {@link PurePower}: the inverse of U′ is a power again, and with κ p beside it closed for m = 3/2, 2, 3. */
export function purePower(m: number, c: number): PurePower {
  const k = m * c;
  const root = rootFor(m);
  const slopePower = slopePowerFor(m);
  const shifted = shiftedInverseFor(m, k);
  const bend = k * (m - 1);
  const dU = (p: number): number => k * slopePower(p);
  const d2U = (p: number): number => (p > 0 ? bend * (slopePower(p) / p) : bend * p ** (m - 2));
  // One pair of functions for all κ, so that an inverse allocates nothing.
  let kappaNow = 0;
  const f = (p: number): number => dU(p) + kappaNow * p;
  const df = (p: number): number => d2U(p) + kappaNow;
  return {
    m,
    c,
    slopePower,
    U: (p) => (p > 0 ? c * p * Math.min(slopePower(p), Number.MAX_VALUE) : p === 0 ? 0 : outside(p)),
    dU,
    d2U,
    domain: [0, Infinity],
    inverse(z, kappa, guess) {
      if (kappa > 0) {
        if (shifted !== null) return shifted(z, kappa);
        kappaNow = kappa;
        return scalarInverse(f, df, z, 0, Infinity, guess, m > 1 ? 0 : -Infinity, Infinity);
      }
      if (m > 1) return z <= 0 ? 0 : root(z / k);
      return z >= 0 ? Infinity : root(z / k);
    },
  };
}
