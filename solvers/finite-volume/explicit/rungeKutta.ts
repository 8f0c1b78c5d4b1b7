import { rate, type Semidiscrete } from './semidiscrete.ts';

/** Order of a strong-stability-preserving Runge–Kutta method. @see {@link finiteVolume} */
export type RungeKuttaOrder = 1 | 2 | 3;

/** Stage s is c p⁰ + (1 − c)(p + Δt L(p)) of the stage p before it: convex combinations of forward Euler steps. */
const INITIAL_SHARE: Readonly<Record<RungeKuttaOrder, readonly number[]>> = {
  1: [0],
  2: [0, 1 / 2],
  3: [0, 3 / 4, 1 / 3],
};

/** The cell fields that a step works on. */
export interface Stages {
  p: Float64Array;
  readonly rate: Float64Array;
}

/**
 * One SSP Runge–Kutta step of length Δt from `initial`, whose L and largest stable Δt the caller has found: the result in
 * `stages.p`, of which the first rate is already in `stages.rate`.
 *
 * Convexity makes the step nonnegative if Δt is within the bound of every stage, not only the first.
 *
 * @returns false if Δt is beyond the bound of a later stage, or a stage leaves [lower, upper].
 * Source: Gottlieb–Shu–Tadmor 2001, Strong stability-preserving high-order time discretization methods.
 */
export function rungeKuttaStep(
  { p, rate: slope }: Stages,
  initial: Float64Array,
  timeStep: number,
  order: RungeKuttaOrder,
  [lower, upper]: readonly [number, number],
  scheme: Semidiscrete,
): boolean {
  const shares = INITIAL_SHARE[order];
  const { blend } = scheme.row.kernels;
  for (let stage = 0; stage < shares.length; stage++) {
    if (stage > 0 && !(timeStep <= rate(slope, p, scheme, true))) return false;
    const before = stage > 0 ? p : initial;
    if (!blend(p, before, slope, timeStep, initial, shares[stage], lower, upper)) return false;
  }
  return true;
}
