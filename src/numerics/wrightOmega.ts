import { log1pOfSmall } from './smallLogarithms.ts';

/**
 * One step of the iteration of Fritsch, Shafer and Crowley for ω + log ω = z: the e by which ω(1 + e) is better than ω,
 * to fourth order in the residual.
 *
 * @param residual - z − ω − log ω.
 */
export function wrightOmegaStep(omega: number, residual: number): number {
  const slope = omega + 1;
  const q = 2 * slope * (slope + (2 / 3) * residual);
  return (residual * (q - residual)) / (slope * (q - 2 * residual));
}

/**
 * The Wright omega function: the ω > 0 with ω + log ω = z, which is W(e^z) of Lambert without its overflow.
 *
 * @param z - any number; the relative error of the result is below 1e-15.
 * Source: Corless–Jeffrey 2002, The Wright ω function; Fritsch–Shafer–Crowley 1973, Solution of the transcendental
 * equation we^w = x; starting values of Lawrence–Corless–Jeffrey 2012, Algorithm 917.
 */
export function wrightOmega(z: number): number {
  if (!(z > -40)) return Math.exp(z);
  if (z > 1e30) return z;
  let start: number;
  let logStart: number;
  if (z <= 1) {
    logStart = z < -2 ? z : (2 / 3) * (z - 1);
    start = Math.exp(logStart);
  } else {
    const l = Math.log(z);
    start = z - l + l / z;
    logStart = Math.log(start);
  }
  // Starts are within 13 %, so that the second step knows its residual without another logarithm, and is the last.
  const residual = z - start - logStart;
  const first = wrightOmegaStep(start, residual);
  const second = start + start * first;
  const e = wrightOmegaStep(second, residual - start * first - log1pOfSmall(first));
  return second + second * e;
}
