// exp of these is the smallest and the largest number that a double can hold.
const SMALLEST_LOG = -744;
const LARGEST_LOG = 709.7;

/**
 * Solves f(p) = y for a nondecreasing f on the interval [lower, upper], to rounding; an end point where y is out of range.
 *
 * Newton's method in log(p − lower), in which entropies are linear and powers exponential, kept inside a shrinking
 * bracket and replaced by bisection whenever it does not halve its steps: at most some 120 evaluations, usually 3 to 8.
 *
 * @param f - the function; may be ∓Infinity at the end points.
 * @param df - its derivative.
 * @param upper - may be Infinity, which is then also returned for y that f does not reach.
 * @param guess - where to start; any number.
 * @param lowest - f(lower), for callers that know it.
 * @param highest - f(upper), or Infinity where upper is.
 */
export function scalarInverse(
  f: (p: number) => number,
  df: (p: number) => number,
  y: number,
  lower: number,
  upper: number,
  guess = 1,
  lowest: number = f(lower),
  highest: number = upper < Infinity ? f(upper) : Infinity,
): number {
  if (lowest >= y) return lower;
  if (upper < Infinity && highest <= y) return upper;
  let left = SMALLEST_LOG;
  let right = upper < Infinity ? Math.log(upper - lower) : LARGEST_LOG;
  let u = guess > lower && guess < upper ? Math.log(guess - lower) : Math.min(0, 0.5 * (left + right));
  let moved = right - left;
  for (let k = 0; k < 200; k++) {
    const s = Math.exp(u);
    const p = Math.min(lower + s, upper);
    const value = f(p);
    if (value === y) return p;
    if (value > y) right = u;
    else left = u;
    const step = newtonStep(value, y, s * df(p));
    const settled = isRounding(step, u, s, p);
    const trusted = u + step > left && u + step < right && Math.abs(step) <= 0.5 * moved;
    const next = settled || trusted ? u + step : 0.5 * (left + right);
    moved = Math.abs(next - u);
    u = next;
    if (settled || right - left <= 1e-15 * (1 + Math.abs(u))) break;
  }
  if (u <= SMALLEST_LOG + 0.1) return lower;
  if (upper === Infinity && u >= LARGEST_LOG - 0.1) return Infinity;
  return Math.min(lower + Math.exp(u), upper);
}

/** Newton's step for f − y, or far away, where both have one sign, for log(f/y), in which powers are linear. */
function newtonStep(value: number, y: number, slope: number): number {
  const ratio = value / y;
  const far = (ratio > 2 && ratio < Infinity) || (ratio > 0 && ratio < 0.5);
  return slope < Infinity ? (far ? -value * Math.log(ratio) : y - value) / slope : Number.NaN;
}

/** Whether a step from u = log(p − lower) is no more than the rounding of u, or moves p by no more than its rounding. */
function isRounding(step: number, u: number, s: number, p: number): boolean {
  return Math.abs(step) <= 1e-15 * (1 + Math.abs(u)) || Math.abs(step) * s <= 2e-16 * p;
}
