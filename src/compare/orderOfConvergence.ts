import { ArgumentError } from '../errors/argumentError.ts';
import { positive } from '../errors/check.ts';
import { lineFit } from './lineFit.ts';

/** An order of convergence: errors ~ C step^order. */
export interface ConvergenceOrder {
  /** Least-squares slope of log error against log step. */
  readonly order: number;
  /** Its standard error from the scatter about the line; null for two steps. */
  readonly standardError: number | null;
  /** ConvergenceOrder between each step and the next: one fewer than steps. */
  readonly pairwise: readonly number[];
}

/**
 * Fits errors ~ C step^order.
 *
 * @param steps - mesh widths or time steps > 0, monotone, at least two.
 * @param errors - as many, > 0.
 * @throws ArgumentError naming what is not positive, not monotone, or not of equal length.
 */
export function orderOfConvergence(steps: readonly number[], errors: readonly number[]): ConvergenceOrder {
  if (steps.length < 2) throw new ArgumentError('steps', steps, 'at least two steps');
  if (errors.length !== steps.length)
    throw new ArgumentError('errors', errors, `as many errors as steps, ${steps.length}`);
  const x = steps.map((h, i) => Math.log(positive(`steps[${i}]`, h)));
  const y = errors.map((e, i) => Math.log(positive(`errors[${i}]`, e)));
  const direction = Math.sign(x[1] - x[0]);
  if (x.slice(1).some((v, i) => !(direction * (v - x[i]) > 0)))
    throw new ArgumentError('steps', steps, 'strictly monotone steps');
  const { slope, standardError } = lineFit(x, y);
  const pairwise = x.slice(1).map((v, i) => (y[i + 1] - y[i]) / (v - x[i]));
  return { order: slope, standardError, pairwise };
}
