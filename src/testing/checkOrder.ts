import type { ConvergenceOrder } from '../compare/orderOfConvergence.ts';
import { finite, positive } from '../errors/check.ts';
import { LawError } from './lawError.ts';

/** Sizes, errors and orders as lines of text. */
function table({ sizes, errors, orders }: ConvergenceOrder): string {
  const row = (k: number) =>
    `${sizes[k].toPrecision(4)}  ${errors[k].toExponential(3)}  ${k > 0 ? orders[k - 1].toFixed(2) : ''}`;
  return sizes.map((_, k) => `  ${row(k)}`.trimEnd()).join('\n');
}

/**
 * Checks that errors shrink at an order, by least squares over the whole sequence.
 *
 * @param found - of `orderOfConvergence`, or of `refine`.
 * @param order - the order expected.
 * @param tolerance - how far it may be off, either way; 0.1 by default.
 * @returns the order measured.
 * @throws LawError with a table of sizes, errors and orders.
 * @example
 * ```ts
 * import { orderOfConvergence } from 'ottoflow';
 * import { checkOrder } from 'ottoflow/testing';
 *
 * const found = orderOfConvergence([0.4, 0.2, 0.1], (h) => Math.abs((Math.sin(1 + h) - Math.sin(1 - h)) / (2 * h) - Math.cos(1)));
 * console.log(checkOrder(found, 2).toFixed(1));
 * ```
 * ```text
 * 2.0
 * ```
 */
export function checkOrder(found: ConvergenceOrder, order: number, tolerance: number = 0.1): number {
  finite('order', order);
  positive('tolerance', tolerance);
  if (!(Math.abs(found.order - order) <= tolerance))
    throw new LawError(
      'order',
      'a refinement',
      `errors shrink at order ${found.order.toFixed(3)}, not ${order} ± ${tolerance}\n${table(found)}`,
    );
  return found.order;
}
