import { entropy, type LocalEnergy, potential, power } from 'ottoflow';

/**
 * A JKO step whose solution is known: the optimal map is a dilation, T(x) = (r_old/r_new) x, because −∂δE(p_new) is
 * linear in x, and (x − T(x))/τ = −∂δE(p_new) is what optimality asks for.
 */
export interface Dilation {
  readonly name: string;
  readonly energy: LocalEnergy;
  /** Half the width of a box that is as good as the line. */
  readonly halfWidth: number;
  /** The profile of mass 1 at width r. */
  readonly profile: (r: number) => (x: number) => number;
  /** The width after the step. */
  readonly width: number;
  /** The width before a step of length τ. */
  readonly before: (timeStep: number) => number;
}

const gaussian = (s: number) => (x: number) =>
  Math.exp((-0.5 * x * x) / (s * s)) / (s * Math.sqrt(2 * Math.PI));
const barenblatt = (R: number) => (x: number) => (0.75 / R ** 3) * Math.max(0, R * R - x * x);
const semicircle = (R: number) => (x: number) =>
  (2 / (Math.PI * R * R)) * Math.sqrt(Math.max(0, R * R - x * x));

const SIGMA = 0.4;
const RADIUS = 0.5;
const KAPPA = 3;

/** −∂ log p = x/σ², so 1 − σ_old/σ = τ/σ². */
export const heat: Dilation = {
  name: 'heat from a Gaussian',
  energy: entropy(),
  halfWidth: 4,
  profile: gaussian,
  width: SIGMA,
  before: (timeStep) => SIGMA - timeStep / SIGMA,
};

/** −∂(log p + κx²/2) = x/σ² − κx. */
export const confined: Dilation = {
  name: 'heat from a Gaussian in a quadratic potential',
  energy: entropy().plus(potential((x) => 0.5 * KAPPA * x * x)),
  halfWidth: 4,
  profile: gaussian,
  width: SIGMA,
  before: (timeStep) => SIGMA * (1 + KAPPA * timeStep) - timeStep / SIGMA,
};

/** δE = 2p and −∂2p = 3x/R³ for mass 1, so R_old = R − 3τ/R². */
export const porous: Dilation = {
  name: 'porous medium, m = 2, from a Barenblatt profile',
  energy: power(2),
  halfWidth: 1,
  profile: barenblatt,
  width: RADIUS,
  before: (timeStep) => RADIUS - (3 * timeStep) / RADIUS ** 2,
};

/** δE = (3/2) p² and −∂(3/2)p² = 3 (2/πR²)² x, so R_old = R − 12τ/(π²R³). */
export const cubic: Dilation = {
  name: 'porous medium, m = 3, from a semicircle',
  energy: power(3),
  halfWidth: 1,
  profile: semicircle,
  width: RADIUS,
  before: (timeStep) => RADIUS - (12 * timeStep) / (Math.PI ** 2 * RADIUS ** 3),
};
