import { chebyshev, interpolate, POINTS } from './chebyshev.ts';

/** A part of an octave. */
export interface OctavePanel {
  readonly left: number;
  readonly right: number;
  /** Chebyshev coefficients, `POINTS` of them. */
  readonly series: Float64Array;
}

/** A function on (0, ∞) as Chebyshev series, octave by octave, each found when it is first asked for. */
export interface OctaveTable {
  /** The panels of [2^k, 2^{k+1}] in units of the table, ascending. */
  panels(k: number): readonly OctavePanel[];
  /** The function at x ≥ 0. */
  value(x: number): number;
}

/** Below 2^LOWEST units a function is taken to be constant. */
const LOWEST = -60;
/** What is left of a series, times the length of its panel, relative to both of the octave: a bound in the mean, as jumps and roots have no other. */
const TOLERANCE = 1e-12;
/** The shortest panel, relative to its octave. */
const SHORTEST = 2 ** -36;

/** Bisects [a, 2a] until series resolve f in the mean. */
function bisect(f: (x: number) => number, a: number): OctavePanel[] {
  const found: OctavePanel[] = [];
  let size = 0;
  const resolve = (left: number, right: number): void => {
    const series = interpolate(f, left, right);
    for (const c of series) size = Math.max(size, Math.abs(c));
    const rest = Math.abs(series[POINTS - 1]) + Math.abs(series[POINTS - 2]);
    const length = right - left;
    if (length > SHORTEST * a && rest * length > TOLERANCE * size * a) {
      const middle = 0.5 * (left + right);
      resolve(left, middle);
      resolve(middle, right);
    } else found.push({ left, right, series });
  };
  resolve(a, 2 * a);
  return found;
}

/** The value of a panel's series at x, or of another series on it. */
export function onPanel({ left, right, series }: OctavePanel, x: number): number {
  return chebyshev(series, 0, (2 * x - left - right) / (right - left));
}

/**
 * A table of f: smooth stretches take a few panels an octave, jumps and kinks a few dozen.
 *
 * @param unit - a length at which octaves begin: put it where f is known to have a kink.
 */
export function octaveTable(f: (x: number) => number, unit: number): OctaveTable {
  const octaves: OctavePanel[][] = [];
  const panels = (k: number): OctavePanel[] => {
    const at = k - LOWEST;
    octaves[at] ??= bisect(f, unit * 2 ** k);
    return octaves[at];
  };
  const value = (x: number): number => {
    const octave = panels(Math.max(LOWEST, Math.floor(Math.log2(x / unit))));
    let [low, high] = [0, octave.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x > octave[middle].right) low = middle + 1;
      else high = middle;
    }
    return onPanel(octave[low], Math.max(x, octave[0].left));
  };
  return { panels, value };
}
