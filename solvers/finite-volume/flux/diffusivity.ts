import type { Pointwise } from '../../../src/energy/pointwise.ts';

/** ε and its derivatives by log a and log b, of one face. */
export interface FaceDiffusivity {
  epsilon: number;
  byLeft: number;
  byRight: number;
}

/** |log(b/a)| below which the quotient is Simpson's rule, and below which differences of p U″ say nothing of its slope. */
const NEAR = 0.01;
const SAME = 1e-9;
/** Relative distance at which the slope of p U″ is taken then. */
const APART = 1e-5;

/**
 * Writes ε = (U′(b) − U′(a))/(log b − log a), the mean of p U″(p) over log p between a and b: 1 for the entropy.
 *
 * @param log - log(b/a).
 * @param rise - U′(b) − U′(a).
 * @param atLeft, atRight - p U″(p) at a and b.
 * Source: Bessemoulin-Chatard 2012, A finite volume scheme for convection–diffusion equations with nonlinear diffusion derived from the
 * Scharfetter–Gummel scheme.
 */
export function diffusivity(
  out: FaceDiffusivity,
  { d2U }: Pointwise,
  a: number,
  log: number,
  rise: number,
  atLeft: number,
  atRight: number,
): void {
  if (Math.abs(log) >= NEAR) out.epsilon = Math.max(0, rise / log);
  else {
    const middle = a * Math.exp(0.5 * log);
    out.epsilon = (atLeft + 4 * middle * d2U(middle) + atRight) / 6;
  }
  if (Math.abs(log) > SAME) {
    out.byLeft = (out.epsilon - atLeft) / log;
    out.byRight = (atRight - out.epsilon) / log;
  } else {
    const below = a * (1 - APART);
    out.byLeft = (atLeft - below * d2U(below)) / (2 * APART);
    out.byRight = out.byLeft;
  }
}
