import { CapabilityError } from '../../../src/index.ts';
import {
  chebyshev,
  differentiate,
  interpolate,
  lowerBound,
  POINTS,
  parabola,
} from '../../../src/numerics/chebyshev.ts';
import { roundCorner } from './corner.ts';

/** Coefficients below this share of the largest value are rounding. */
const ROUNDING = 1e-14;

/** A panel this short, in units of the box, that is not resolved holds a corner of V. */
const CORNER = 2 ** -13;

/** Panels are cut here: off the middle, so that corners in the middle of a box lie inside a panel, where they are seen. */
const CUT = 0.4567;

/** More unresolved pieces than this are no corners. */
const CORNERS = 64;

/** Where a potential is looked at to learn its size. */
const SAMPLES = 256;

/** A function on an interval as Chebyshev series on panels, with its first two derivatives. */
export interface Panels {
  /** Ends of the panels, ascending, one more than there are panels. */
  readonly ends: Float64Array;
  /** Chebyshev coefficients of V, V′ and V″, `POINTS` per panel. */
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  /** A lower bound of V″. */
  readonly convexity: number;
}

/** One panel; without a series where bisection left V unresolved. */
interface Piece {
  readonly left: number;
  readonly right: number;
  readonly series: Float64Array | null;
}

/** Bisects [a, b] until Chebyshev series resolve f to rounding, or pieces are shorter than `shortest`. */
function bisect(f: (x: number) => number, a: number, b: number, scale: number, shortest: number): Piece[] {
  const pieces: Piece[] = [];
  const resolve = (left: number, right: number): void => {
    const series = interpolate(f, left, right);
    const rest = Math.abs(series[POINTS - 1]) + Math.abs(series[POINTS - 2]);
    if (rest <= ROUNDING * scale) {
      // Differentiation would magnify rounding: a short panel is cut off at the degree that it can tell.
      for (let j = POINTS - 1; j > 0 && Math.abs(series[j]) < 0.1 * ROUNDING * scale; j--) series[j] = 0;
      pieces.push({ left, right, series });
    } else if (right - left > shortest) {
      const cut = left + CUT * (right - left);
      resolve(left, cut);
      resolve(cut, right);
    } else pieces.push({ left, right, series: null });
  };
  resolve(a, b);
  return pieces;
}

/** The slope of a resolved piece at one of its ends, t = ∓1. */
function slopeAt({ left, right, series }: Piece, t: number): number {
  return series === null ? Number.NaN : chebyshev(differentiate(series, 0.5 * (right - left)), 0, t);
}

/** The pieces that were left unresolved, and `margin` on both sides of each. */
function cornersOf(pieces: readonly Piece[], a: number, b: number, margin: number): [number, number][] {
  const corners: [number, number][] = [];
  for (const { left, right } of pieces) {
    const from = Math.max(a, left - margin);
    const to = Math.min(b, right + margin);
    const last = corners[corners.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = to;
    else corners.push([from, to]);
  }
  return corners;
}

/** Two parabolas in place of a corner, joined to its neighbours with equal slopes. */
function round(
  f: (x: number) => number,
  [left, right]: [number, number],
  before: Piece | undefined,
  after: Piece | undefined,
): Piece[] {
  const chord = (f(right) - f(left)) / (right - left);
  const up = after ? slopeAt(after, -1) : chord;
  const down = before ? slopeAt(before, 1) : chord;
  const { knot, values } = roundCorner(left, right, f(left), f(right), down, up);
  return [
    { left, right: knot, series: parabola(values[0], values[1], values[2]) },
    { left: knot, right, series: parabola(values[2], values[3], values[4]) },
  ];
}

/**
 * Resolves a potential on [a, b] to rounding, so that its derivatives need not be given. Corners, at which it is continuous
 * and its slope jumps, are rounded off over a distance of `margin` on both sides, convex ones remaining convex.
 *
 * @throws CapabilityError where f is not finite, or not smooth but for a few corners.
 */
export function panels(f: (x: number) => number, a: number, b: number, margin: number): Panels {
  const checked = (x: number): number => {
    const v = f(x);
    if (Number.isFinite(v)) return v;
    throw new CapabilityError('jko (quantile)', 'a potential finite in the whole box', `V(${x}) is ${v}`);
  };
  let scale = 0;
  for (let k = 0; k <= SAMPLES; k++) scale = Math.max(scale, Math.abs(checked(a + ((b - a) * k) / SAMPLES)));
  const found = bisect(checked, a, b, scale, CORNER * (b - a));
  const unresolved = found.filter((p) => p.series === null);
  if (unresolved.length > CORNERS)
    throw new CapabilityError(
      'jko (quantile)',
      'a potential that is smooth but for a few corners',
      `V is not, for instance near ${unresolved[0].left}`,
    );
  const corners = cornersOf(unresolved, a, b, margin);
  // Smooth stretches lie before, between and after the corners.
  const smooth = [...corners, [b, b]].map(([left], k) => {
    const from = k === 0 ? a : corners[k - 1][1];
    return from < left ? bisect(checked, from, left, scale, 0) : [];
  });
  const pieces = smooth.flatMap((stretch, k) =>
    k < corners.length
      ? [...stretch, ...round(checked, corners[k], stretch[stretch.length - 1], smooth[k + 1][0])]
      : stretch,
  );
  const series = pieces.map((p) => p.series ?? new Float64Array(POINTS));
  const half = pieces.map((p) => 0.5 * (p.right - p.left));
  const slopes = series.map((c, k) => differentiate(c, half[k]));
  const curvatures = slopes.map((c, k) => differentiate(c, half[k]));
  const join = (parts: readonly Float64Array[]): Float64Array =>
    Float64Array.from(parts.flatMap((c) => Array.from(c)));
  return {
    ends: Float64Array.from([a, ...pieces.map((p) => p.right)]),
    value: join(series),
    slope: join(slopes),
    curvature: join(curvatures),
    convexity: Math.min(...curvatures.map(lowerBound)),
  };
}

/** Values and derivatives of a function at points. */
export interface PanelValues {
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

/** Evaluates at ascending points x; points beyond the interval, by rounding, take the outermost panel. */
export function evaluatePanels(out: PanelValues, x: Float64Array, f: Panels): void {
  const { ends } = f;
  let k = 0;
  for (let i = 0; i < x.length; i++) {
    while (k + 2 < ends.length && x[i] > ends[k + 1]) k++;
    const t = (2 * x[i] - ends[k] - ends[k + 1]) / (ends[k + 1] - ends[k]);
    out.value[i] = chebyshev(f.value, k * POINTS, t);
    out.slope[i] = chebyshev(f.slope, k * POINTS, t);
    out.curvature[i] = chebyshev(f.curvature, k * POINTS, t);
  }
}
