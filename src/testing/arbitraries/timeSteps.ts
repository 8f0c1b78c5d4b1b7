import fc from 'fast-check';
import { ArgumentError } from '../../errors/argumentError.ts';
import { positive } from '../../errors/check.ts';

/** Numbers spread evenly over the decades between two bounds: time steps, masses, coefficients. */
export function logUniform(min: number, max: number): fc.Arbitrary<number> {
  positive('min', min);
  if (!(positive('max', max) >= min)) throw new ArgumentError('max', max, `a number of at least min, ${min}`);
  return fc
    .double({ min: Math.log10(min), max: Math.log10(max), noNaN: true })
    .map((e) => Math.min(max, Math.max(min, 10 ** e)));
}

/** Time steps over decades, 1e-6 to 0.1 by default. */
export function timeSteps({
  min = 1e-6,
  max = 0.1,
}: {
  min?: number;
  max?: number;
} = {}): fc.Arbitrary<number> {
  return logUniform(min, max);
}
