import { ArgumentError } from '../errors/argumentError.ts';
import { lineFit } from './lineFit.ts';

/** An exponential rate of decay, fitted on a window of time. @see {@link decayRate} */
export interface DecayRate {
  /** r of values ~ e^{−r t}. */
  readonly rate: number;
  /** Standard error of r from the scatter of log values about the line. */
  readonly standardError: number;
  /** The window, as asked for. */
  readonly window: readonly [number, number];
  /** How many points fell into it. */
  readonly points: number;
}

/**
 * Fits values ~ C e^{−r t} on a window of time: the least-squares slope of log values.
 *
 * Rates of nonlinear flows depend on the window: state it with the rate.
 *
 * @param times - times, in any order.
 * @param values - as many, positive inside the window; ΔE(t) typically.
 * @param window - [from, to], closed; at least three points have to fall into it.
 * @throws ArgumentError for arrays of different lengths, a value that is not > 0 inside the window, or fewer than three
 * different times in it.
 * @see [Rates](/guide/comparing#rates)
 */
export function decayRate(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  window: readonly [number, number],
): DecayRate {
  if (times.length !== values.length)
    throw new ArgumentError('values', `${values.length} values`, `as many values as times, ${times.length}`);
  const [from, to] = window;
  if (!(from < to)) throw new ArgumentError('window', window, '[from, to] with from < to');
  // A window of 0.2 means the step that ends at 0.2, however its time was rounded.
  const slack = 1e-9 * (to - from);
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i < times.length; i++) {
    if (!(times[i] >= from - slack && times[i] <= to + slack)) continue;
    if (!(values[i] > 0 && values[i] < Infinity))
      throw new ArgumentError(`values[${i}]`, values[i], 'finite numbers > 0 inside the window');
    x.push(times[i]);
    y.push(Math.log(values[i]));
  }
  if (new Set(x).size < 3)
    throw new ArgumentError(
      'window',
      window,
      `a window with at least three times in it, but it has ${x.length}`,
    );
  const { slope, standardError } = lineFit(x, y);
  return { rate: -slope, standardError: standardError ?? 0, window, points: x.length };
}
