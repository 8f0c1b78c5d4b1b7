import fc from 'fast-check';
import { ArgumentError } from '../../errors/argumentError.ts';
import { positive } from '../../errors/check.ts';

/** How many steps the decades between two bounds are cut into. */
const LEVELS = 1000;

/**
 * Numbers spread evenly over the decades between two bounds: time steps, masses, coefficients; shrinks towards the first.
 *
 * By integers: fast-check spreads doubles evenly over their bit patterns, which would put nearly all exponents next to 0.
 */
export function logUniform(min: number, max: number): fc.Arbitrary<number> {
  positive('min', min);
  if (!(positive('max', max) >= min)) throw new ArgumentError('max', max, `a number of at least min, ${min}`);
  return fc
    .integer({ min: 0, max: LEVELS })
    .map((k) => Math.min(max, Math.max(min, min * (max / min) ** (k / LEVELS))));
}

/** Time steps over decades, 1e-6 to 0.1 by default. @see {@link gradientFlows} */
export function timeSteps({
  min = 1e-6,
  max = 0.1,
}: {
  min?: number;
  max?: number;
} = {}): fc.Arbitrary<number> {
  return logUniform(min, max);
}
