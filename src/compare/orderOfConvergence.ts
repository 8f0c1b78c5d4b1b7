import { ArgumentError } from '../errors/argumentError.ts';
import { positive } from '../errors/check.ts';
import { lineFit } from './lineFit.ts';

/**
 * Errors on a sequence of refinements, and the order that they show: errors ~ C size^order.
 *
 * @see {@link orderOfConvergence}
 */
export interface ConvergenceOrder {
  /** What is refined: mesh widths or time steps, descending. */
  readonly sizes: readonly number[];
  readonly errors: readonly number[];
  /** log(e_k/e_{k−1})/log(s_k/s_{k−1}): the order between neighbours, one fewer than sizes. */
  readonly orders: readonly number[];
  /** The slope of log e over log s by least squares: the order of the whole sequence. */
  readonly order: number;
  /** Its standard error from the scatter about the line; null for two sizes. */
  readonly standardError: number | null;
}

/**
 * Fits errors ~ C size^order.
 *
 * @param sizes - mesh widths or time steps > 0, descending, two at least.
 * @param errors - as many, > 0; or a function that measures the error at a size.
 * @throws ArgumentError naming what is not positive, not descending, or not of equal length.
 * @see [Your own problem](/guide/own-problem)
 */
export function orderOfConvergence(
  sizes: readonly number[],
  errors: readonly number[] | ((size: number) => number),
): ConvergenceOrder {
  if (
    !Array.isArray(sizes) ||
    sizes.length < 2 ||
    !sizes.every((s, k) => s > 0 && s < Infinity && (k === 0 || s < sizes[k - 1]))
  )
    throw new ArgumentError('sizes', sizes, 'two or more descending numbers > 0');
  if (typeof errors !== 'function' && errors.length !== sizes.length)
    throw new ArgumentError('errors', errors, `as many errors as sizes, ${sizes.length}`);
  const found = sizes.map((size: number, k) =>
    positive(`the error at size ${size}`, typeof errors === 'function' ? errors(size) : errors[k]),
  );
  const [x, y] = [sizes.map(Math.log), found.map(Math.log)];
  const { slope, standardError } = lineFit(x, y);
  const orders = x.slice(1).map((v, k) => (y[k + 1] - y[k]) / (v - x[k]));
  return { sizes: [...sizes], errors: found, orders, order: slope, standardError };
}
