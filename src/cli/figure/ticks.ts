import type { FigureAxis } from '../../verify/figure.ts';
import { formatNumber, superscript } from '../numbers.ts';

/** Where an axis begins and ends, and what is written along it. */
export interface AxisTicks {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [number, number];
  /** Values that are labelled. */
  readonly ticks: readonly number[];
  /** Values with a tick and no label. */
  readonly minor: readonly number[];
  readonly format: (value: number) => string;
}

function linear([lower, upper]: readonly [number, number]): AxisTicks {
  const least = (upper - lower) / 8;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 2.5, 5, 10].find((m) => m * power >= least * 0.99) ?? 10) * power;
  const first = Math.ceil(lower / step - 1e-9);
  const last = Math.floor(upper / step + 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return {
    type: 'linear',
    domain: [lower, upper],
    ticks,
    minor: [],
    format: (v) => formatNumber(v, 6, 'typeset'),
  };
}

/** 5·10⁻⁴, and 10⁻³ for 1·10⁻³. */
function inPowers(value: number): string {
  const [mantissa, power] = value.toExponential(0).split('e');
  const ten = `10${superscript(Number(power))}`;
  return mantissa === '1' ? ten : `${mantissa}·${ten}`;
}

function logarithmic([lower, upper]: readonly [number, number]): AxisTicks {
  const first = Math.ceil(Math.log10(lower) - 1e-9);
  const last = Math.floor(Math.log10(upper) + 1e-9);
  const decades = last - first;
  const type = 'log';
  const domain: [number, number] = [lower, upper];
  if (decades < 2) {
    const ticks: number[] = [];
    for (let k = first - 1; k <= last; k++)
      for (const m of [1, 2, 5])
        if (m * 10 ** k >= lower && m * 10 ** k <= upper) ticks.push(Number((m * 10 ** k).toPrecision(2)));
    const powers = lower < 1e-2 || upper >= 1e5;
    const format = (v: number): string => (powers ? inPowers(v) : formatNumber(v, 3, 'typeset'));
    return { type, domain, ticks, minor: [], format };
  }
  const every = Math.ceil((decades + 1) / 9);
  const ticks: number[] = [];
  const minor: number[] = [];
  for (let k = first - 1; k <= last; k++) {
    (k % every === 0 ? ticks : minor).push(Number(`1e${k}`));
    if (decades <= 8) for (let m = 2; m < 10; m++) minor.push(m * 10 ** k);
  }
  const inside = (v: number): boolean => v >= lower * (1 - 1e-9) && v <= upper * (1 + 1e-9);
  return { type, domain, ticks: ticks.filter(inside), minor: minor.filter(inside), format: inPowers };
}

/**
 * The domain and the ticks of an axis.
 *
 * @param values - everything drawn along it; what is not finite, or not positive on a log scale, does not count.
 * @param margin - room beside the data, as a fraction of their range, where the axis does not give its own domain.
 */
export function axisTicks(axis: FigureAxis, values: Iterable<number>, margin: number): AxisTicks {
  const log = axis.scale === 'log';
  let lower = Infinity;
  let upper = -Infinity;
  for (const v of values) {
    if (!Number.isFinite(v) || (log && v <= 0)) continue;
    lower = Math.min(lower, v);
    upper = Math.max(upper, v);
  }
  if (lower > upper) [lower, upper] = [1, 1];
  if (axis.domain !== undefined) [lower, upper] = axis.domain;
  else if (log) {
    const room = (upper / lower) ** margin;
    [lower, upper] = lower < upper ? [lower / room, upper * room] : [lower / 3, upper * 3];
  } else {
    const room = lower < upper ? margin * (upper - lower) : 0.5 * (Math.abs(upper) || 1);
    // A quantity that is nowhere negative begins at zero rather than a little beside it.
    const fromZero = lower >= 0 && lower < 0.1 * upper;
    [lower, upper] = [fromZero ? 0 : lower - room, upper + room];
  }
  return log ? logarithmic([lower, upper]) : linear([lower, upper]);
}
