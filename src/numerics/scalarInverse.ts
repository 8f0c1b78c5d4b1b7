const SMALLEST_LOG = -744;
const LARGEST_LOG = 709;

/**
 * Solves f(p) = y for a nondecreasing f on the interval [lower, upper], to rounding; an end point where y is out of range.
 *
 * Newton's method in log(p − lower), in which entropies are linear and powers convex, kept inside a shrinking bracket.
 *
 * @param f - the function; may be ∓Infinity at the end points.
 * @param df - its derivative.
 * @param guess - where to start; any number.
 */
export function scalarInverse(
  f: (p: number) => number,
  df: (p: number) => number,
  y: number,
  lower: number,
  upper: number,
  guess = 1,
): number {
  if (f(lower) >= y) return lower;
  if (upper < Infinity && f(upper) <= y) return upper;
  let left = SMALLEST_LOG;
  let right = upper < Infinity ? Math.log(upper - lower) : LARGEST_LOG;
  let u = guess > lower && guess < upper ? Math.log(guess - lower) : Math.min(0, 0.5 * (left + right));
  for (let k = 0; k < 200; k++) {
    const s = Math.exp(u);
    const p = lower + s;
    const residual = f(p) - y;
    if (residual === 0) return p;
    if (residual > 0) right = u;
    else left = u;
    const newton = u - residual / (s * df(p));
    const next = newton > left && newton < right ? newton : 0.5 * (left + right);
    if (Math.abs(next - u) <= 1e-16 * (1 + Math.abs(u)) || right - left <= 1e-16) return lower + Math.exp(next);
    u = next;
  }
  return lower + Math.exp(u);
}
