import { ArgumentError } from '../../src/errors/argumentError.ts';
import { finite, integer, knownKeys, positive, within } from '../../src/errors/check.ts';
import { scalarInverse } from '../../src/numerics/scalarInverse.ts';

/** The three numbers of a {@link Dilation}. */
export interface DilationDefinition {
  /** K > 0. */
  readonly spreading: number;
  /** α ≥ 0. */
  readonly exponent: number;
  /** κ, of either sign; 0 unless said otherwise. */
  readonly confinement?: number;
}

/**
 * The law dr/dt = K r^−α − κ r of the width of a profile that a gradient flow widens without changing its shape, because
 * −∇δE = (K r^−α−1 − κ)(x − centre) is linear on it.
 *
 * Then the optimal map of a JKO step is a dilation too, and the width obeys backward Euler for the same law.
 *
 * @see {@link gaussianFlow}
 */
export interface Dilation {
  readonly spreading: number;
  readonly exponent: number;
  readonly confinement: number;
  /** The width r − τ (K r^−α − κ r) from which a JKO step of length τ leads to r; negative where none does. */
  readonly before: (width: number, timeStep: number) => number;
  /** The width after `steps` JKO steps of length τ; 0 may be started from. @throws ArgumentError unless κτ > −1. */
  readonly iterate: (width: number, timeStep: number, steps?: number) => number;
  /** The width after time t of the flow itself; 0 may be started from. */
  readonly flow: (width: number, time: number) => number;
}

/** Throws {@link ArgumentError} unless τ > 0 and κτ > −1: beyond that W₂²/(2τ) + E is not bounded below. */
export function requireMinimiser(confinement: number, timeStep: number): void {
  positive('timeStep', timeStep);
  if (!(1 + confinement * timeStep > 0))
    throw new ArgumentError('timeStep', timeStep, `a number below ${-1 / confinement}, the inverse of −κ`);
}

/**
 * Makes a {@link Dilation}.
 *
 * With y = r^{α+1} the law is linear, dy/dt = (α + 1)(K − κ y), which gives `flow`; `before` is increasing in r, and its
 * inverse is found to rounding.
 *
 * @throws ArgumentError for numbers out of range.
 * Source: Jordan–Kinderlehrer–Otto 1998 for Gaussians; Otto 2001, The geometry of dissipative evolution equations: the
 * porous medium equation, for Barenblatt profiles.
 */
export function dilation(definition: DilationDefinition): Dilation {
  knownKeys('dilation', definition, ['spreading', 'exponent', 'confinement']);
  const K = positive('spreading', definition.spreading);
  const alpha = within('exponent', definition.exponent, 0, Number.MAX_VALUE);
  const kappa = finite('confinement', definition.confinement ?? 0);
  const before = (r: number, tau: number): number => r * (1 + kappa * tau) - tau * K * r ** -alpha;
  return Object.freeze<Dilation>({
    spreading: K,
    exponent: alpha,
    confinement: kappa,
    before,
    iterate(width, timeStep, steps = 1) {
      within('width', width, 0, Number.MAX_VALUE);
      requireMinimiser(kappa, timeStep);
      const slope = (r: number): number => 1 + kappa * timeStep + timeStep * K * alpha * r ** (-alpha - 1);
      let r = width;
      for (let k = integer('steps', steps, 0); k > 0; k--)
        r = scalarInverse((s) => before(s, timeStep), slope, r, 0, Infinity, r);
      return r;
    },
    flow(width, time) {
      within('width', width, 0, Number.MAX_VALUE);
      within('time', time, 0, Infinity);
      const n = alpha + 1;
      const z = kappa === 0 ? 0 : n * kappa * time;
      // (1 − e^−z)/κ, which is 0/0 where κ is next to nothing.
      const grown = Math.abs(z) < 1e-8 ? n * time * (1 - 0.5 * z) : -Math.expm1(-z) / kappa;
      return (width ** n * Math.exp(-z) + K * grown) ** (1 / n);
    },
  });
}
