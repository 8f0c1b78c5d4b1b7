import { ArgumentError } from '../errors/argumentError.ts';
import { positive } from '../errors/check.ts';
import { fromTerms } from './compose.ts';
import type { LocalEnergy } from './energy.ts';
import type { InternalDensity } from './internalDensity.ts';

/** U(p) = p^m/(m − 1), m > 0, m ≠ 1. */
export function powerDensity(m: number): InternalDensity {
  positive('m', m);
  if (m === 1) throw new ArgumentError('m', m, 'a number > 0 other than 1; entropy() is the limit m → 1');
  const c = 1 / (m - 1);
  const closedForm = { power: m };
  const smooth = { name: `power(${m})`, domain: [0, Infinity] as const, convex: true, closedForm };
  const displacementConvex = (d: number): boolean => m >= 1 - 1 / d;
  if (m === 2)
    return {
      ...smooth,
      displacementConvex,
      U: (p) => p * p,
      dU: (p) => 2 * p,
      d2U: () => 2,
    };
  return {
    ...smooth,
    displacementConvex,
    U: (p) => c * p ** m,
    dU: (p) => m * c * p ** (m - 1),
    d2U: (p) => m * p ** (m - 2),
  };
}

/**
 * The power energy ∫ p^m/(m − 1) dx; its flow is ∂p/∂t = Δp^m, porous medium for m > 1, fast diffusion for m < 1.
 *
 * @param m - a number > 0 other than 1.
 * @throws ArgumentError otherwise.
 * Source: Otto 2001, The geometry of dissipative evolution equations: the porous medium equation.
 * @see [Energies](/guide/energies)
 */
export function power(m: number): LocalEnergy {
  return fromTerms(`power(${m})`, [{ kind: 'internal', coefficient: 1, density: powerDensity(m) }]);
}
