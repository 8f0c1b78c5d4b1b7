import { ArgumentError } from '../errors/argumentError.ts';
import { finite, positive } from '../errors/check.ts';
import { LawError } from './lawError.ts';

/** Errors on a sequence of refinements, and the orders that they show. */
export interface Refinement {
  /** What is refined: mesh widths or time steps, descending. */
  readonly sizes: readonly number[];
  readonly errors: readonly number[];
  /** log(e_k/e_{k−1})/log(s_k/s_{k−1}): the order between neighbouring refinements, one fewer than sizes. */
  readonly orders: readonly number[];
  /** The slope of log e over log s by least squares: the order of the whole sequence. */
  readonly order: number;
}

function leastSquaresSlope(x: readonly number[], y: readonly number[]): number {
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((s, v, k) => s + (v - mx) * (y[k] - my), 0);
  return covariance / x.reduce((s, v) => s + (v - mx) ** 2, 0);
}

/**
 * Measures errors on a sequence of sizes, and their order.
 *
 * @param sizes - mesh widths or time steps, descending, two at least.
 * @param errorAt - the error at one of them, > 0.
 * @throws ArgumentError if the sizes do not descend, or an error is not a finite number > 0.
 */
export function refine(sizes: readonly number[], errorAt: (size: number) => number): Refinement {
  if (
    !Array.isArray(sizes) ||
    sizes.length < 2 ||
    !sizes.every((s, k) => s > 0 && (k === 0 || s < sizes[k - 1]))
  )
    throw new ArgumentError('sizes', sizes, 'two or more descending numbers > 0');
  const errors = sizes.map((size) => positive(`the error at size ${size}`, errorAt(size)));
  const [x, y] = [sizes.map(Math.log), errors.map(Math.log)];
  const orders = x.slice(1).map((v, k) => (y[k + 1] - y[k]) / (v - x[k]));
  return { sizes: [...sizes], errors, orders, order: leastSquaresSlope(x, y) };
}

/** Sizes, errors and orders as lines of text. */
function table({ sizes, errors, orders }: Refinement): string {
  const row = (k: number) =>
    `${sizes[k].toPrecision(4)}  ${errors[k].toExponential(3)}  ${k > 0 ? orders[k - 1].toFixed(2) : ''}`;
  return sizes.map((_, k) => `  ${row(k)}`.trimEnd()).join('\n');
}

/**
 * Checks that errors shrink at an order, by least squares over the whole sequence.
 *
 * @param order - the order expected.
 * @param tolerance - how far it may be off, either way; 0.1 by default.
 * @returns the order measured.
 * @throws LawError with a table of sizes, errors and orders.
 */
export function checkOrder(refinement: Refinement, order: number, tolerance: number = 0.1): number {
  finite('order', order);
  positive('tolerance', tolerance);
  if (!(Math.abs(refinement.order - order) <= tolerance))
    throw new LawError(
      'order',
      'a refinement',
      `errors shrink at order ${refinement.order.toFixed(3)}, not ${order} ± ${tolerance}\n${table(refinement)}`,
    );
  return refinement.order;
}
