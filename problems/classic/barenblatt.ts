import { ArgumentError } from '../../src/errors/argumentError.ts';
import { integer, knownKeys, positive, within } from '../../src/errors/check.ts';
import { gamma } from '../../src/numerics/gamma.ts';
import { type Dilation, dilation } from './dilation.ts';

/** Which {@link Barenblatt} profiles. */
export interface BarenblattDefinition {
  /** m > 1 of ∂p/∂t = Δp^m, whose energy is `power(m)`. */
  readonly exponent: number;
  /** d, 1 to 3. */
  readonly dimension: number;
  /** Total mass; 1 unless said otherwise. */
  readonly mass?: number;
}

/**
 * The Barenblatt profiles p = A (1 − |x|²/R²)₊^q of one mass, with q = 1/(m − 1) and A such that ∫p = M: what the
 * porous-medium equation ∂p/∂t = Δp^m makes of a point source.
 *
 * @see {@link barenblattFlow}
 */
export interface Barenblatt {
  readonly exponent: number;
  readonly dimension: number;
  readonly mass: number;
  /** q = 1/(m − 1). */
  readonly edge: number;
  /** A = M/(N R^d), the largest density at radius R, with N the integral of (1 − |x|²)₊^q. */
  readonly height: (radius: number) => number;
  /** The density at squared distance s from the centre, at radius R. */
  readonly density: (squaredDistance: number, radius: number) => number;
  /** ∫ x₁² p dx at radius 1, per unit mass: 1/(d + 2q + 2). */
  readonly secondMoment: number;
  /** The law of R in a potential κ|x|²/2: K = 2m/(m − 1) (M/N)^{m−1}, α = d(m − 1) + 1. */
  readonly law: (confinement: number) => Dilation;
  /** R(t) from a point source at time 0: ((α + 1) K t)^{1/(α+1)}. */
  readonly radius: (time: number) => number;
}

/**
 * Makes the {@link Barenblatt} profiles of an exponent, a dimension and a mass.
 *
 * On the support δE = m/(m − 1) p^{m−1} is A^{m−1} (1 − |x|²/R²) m/(m − 1), so −∇δE is linear in x: both the flow and JKO
 * steps are dilations.
 *
 * @throws ArgumentError for an exponent ≤ 1, a dimension other than 1, 2, 3, or a mass that is not > 0.
 * Source: Barenblatt 1952; Vázquez 2007, The Porous Medium Equation, §4.4.
 */
export function barenblatt(definition: BarenblattDefinition): Barenblatt {
  knownKeys('barenblatt', definition, ['exponent', 'dimension', 'mass']);
  const m = positive('exponent', definition.exponent);
  if (!(m > 1)) throw new ArgumentError('exponent', m, 'a number m > 1');
  const d = integer('dimension', definition.dimension, 1, 3);
  const mass = positive('mass', definition.mass ?? 1);
  const q = 1 / (m - 1);
  const N = (Math.PI ** (0.5 * d) * gamma(q + 1)) / gamma(0.5 * d + q + 1);
  const height = (radius: number): number => mass / (N * radius ** d);
  const law = (confinement: number): Dilation =>
    dilation({
      spreading: ((2 * m) / (m - 1)) * (mass / N) ** (m - 1),
      exponent: d * (m - 1) + 1,
      confinement,
    });
  return Object.freeze<Barenblatt>({
    exponent: m,
    dimension: d,
    mass,
    edge: q,
    height,
    density: (s, radius) => height(radius) * Math.max(0, 1 - s / (radius * radius)) ** q,
    secondMoment: 1 / (d + 2 * q + 2),
    law,
    radius: (time) => law(0).flow(0, within('time', time, 0, Infinity)),
  });
}
