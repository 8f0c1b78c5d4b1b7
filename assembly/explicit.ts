// The loops of the explicit finite-volume scheme, two cells at a time. Each does what the function of its name in
// solvers/finite-volume/explicit does, in the same order, so that both agree to the bit. Arrays are pointers, in bytes; what is read
// beside an odd last cell lies in the same memory, and is not written.
import { put } from './lanes';

/** Pointers to cells beyond a wall. */
const WALL: usize = 0;

export function halfSlopes(
  out: usize,
  before: usize,
  cell: usize,
  behind: usize,
  count: i32,
  always: bool,
): void {
  const everywhere = i64x2.splat(always ? -1 : 0);
  const zero = f64x2.splat(0);
  const bytes = (<usize>count) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16) {
    const q = v128.load(cell + at);
    const ahead = behind === WALL ? zero : f64x2.sub(v128.load(behind + at), q);
    const back = before === WALL ? ahead : f64x2.sub(q, v128.load(before + at));
    const forward = behind === WALL ? back : ahead;
    let half = f64x2.mul(f64x2.splat(0.25), f64x2.add(back, forward));
    const sharp = v128.or(everywhere, v128.not(f64x2.le(f64x2.abs(half), q)));
    if (v128.any_true(sharp)) {
      const rising = f64x2.max(zero, f64x2.min(f64x2.min(back, half), forward));
      const falling = f64x2.min(zero, f64x2.max(f64x2.max(back, half), forward));
      const minmod = f64x2.min(f64x2.max(f64x2.add(rising, falling), f64x2.neg(q)), q);
      half = v128.bitselect(minmod, half, sharp);
    }
    put(out + at, half, at < even);
  }
}

export function fluxes(
  flux: usize,
  upwind: usize,
  left: usize,
  right: usize,
  xiLeft: usize,
  xiRight: usize,
  count: i32,
  inverse: f64,
  halfLeft: usize,
  halfRight: usize,
): void {
  const over = f64x2.splat(inverse);
  const zero = f64x2.splat(0);
  const bytes = (<usize>count) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16) {
    const u = f64x2.mul(f64x2.sub(v128.load(xiLeft + at), v128.load(xiRight + at)), over);
    const fromLeft = f64x2.add(v128.load(left + at), v128.load(halfLeft + at));
    const fromRight = f64x2.sub(v128.load(right + at), v128.load(halfRight + at));
    const carried = v128.bitselect(fromLeft, fromRight, f64x2.gt(u, zero));
    put(upwind + at, carried, at < even);
    put(flux + at, f64x2.mul(f64x2.mul(u, carried), over), at < even);
  }
}

/** What cells give away, `outflow` and more, where a comes in before them and b goes out behind. */
function given(outflow: v128, a: v128, b: v128): v128 {
  const twice = f64x2.add(f64x2.add(f64x2.sub(f64x2.abs(a), a), f64x2.abs(b)), b);
  return f64x2.add(outflow, f64x2.mul(f64x2.splat(0.5), twice));
}

export function passFaces(rate: usize, outflow: usize, into: usize, onward: usize, count: i32): void {
  const bytes = (<usize>count) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16) {
    const a = v128.load(into + at);
    const b = v128.load(onward + at);
    put(rate + at, f64x2.add(v128.load(rate + at), f64x2.sub(a, b)), at < even);
    put(outflow + at, given(v128.load(outflow + at), a, b), at < even);
  }
}

export function balance(
  out: usize,
  p: usize,
  rate: usize,
  outflow: usize,
  flux: usize,
  count: i32,
  most: f64,
): f64 {
  let largest = f64x2.splat(most);
  const bytes = (<usize>count) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16) {
    const a = v128.load(flux + at);
    const b = v128.load(flux + at + 8);
    put(out + at, f64x2.sub(f64x2.add(v128.load(rate + at), a), b), at < even);
    let part = f64x2.div(given(v128.load(outflow + at), a, b), v128.load(p + at));
    if (at >= even) part = v128.shuffle<f64>(part, part, 0, 0);
    // This maximum is the first of the two where the second is NaN, as it is in vacuum.
    largest = f64x2.pmax(largest, part);
  }
  return max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
}

/** Cells differ by more than this part of their sum, or their secant cancels. */
const CLOSE: f64 = 1e-6;

/** Returns the largest diffusivity, `largest` or more; minus it, if there are cells that are too close for their secant. */
export function raiseBySecants(
  upwind: usize,
  left: usize,
  right: usize,
  slopeLeft: usize,
  slopeRight: usize,
  count: i32,
  floor: f64,
  largest: f64,
): f64 {
  const least = f64x2.splat(floor);
  let close = i64x2.splat(0);
  const bytes = (<usize>count) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16) {
    const a = f64x2.max(v128.load(left + at), least);
    const b = f64x2.max(v128.load(right + at), least);
    const apart = f64x2.abs(f64x2.sub(b, a));
    const rise = f64x2.abs(f64x2.sub(v128.load(slopeRight + at), v128.load(slopeLeft + at)));
    const carried = f64x2.mul(v128.load(upwind + at), rise);
    let far = f64x2.gt(apart, f64x2.mul(f64x2.splat(CLOSE), f64x2.add(a, b)));
    if (at >= even) far = v128.shuffle<i64>(far, far, 0, 0);
    close = v128.or(close, v128.not(far));
    let more = v128.and(far, f64x2.gt(carried, f64x2.mul(f64x2.splat(largest), apart)));
    if (at >= even) more = v128.shuffle<i64>(more, more, 0, 0);
    if (v128.any_true(more)) {
      // One after the other, as the plain loop does.
      const quotient = f64x2.div(carried, apart);
      if (i64x2.extract_lane(more, 0) !== 0) largest = f64x2.extract_lane(quotient, 0);
      if (
        at < even &&
        i64x2.extract_lane(more, 1) !== 0 &&
        f64x2.extract_lane(carried, 1) > largest * f64x2.extract_lane(apart, 1)
      )
        largest = f64x2.extract_lane(quotient, 1);
    }
  }
  return v128.any_true(close) ? -largest : largest;
}

/** Writes stage c p⁰ + (1 − c)(p + Δt L); returns whether it lies in [lower, upper]. */
export function blend(
  out: usize,
  p: usize,
  rate: usize,
  timeStep: f64,
  initial: usize,
  share: f64,
  lower: f64,
  upper: f64,
  count: i32,
): bool {
  const step = f64x2.splat(timeStep);
  const part = f64x2.splat(share);
  const least = f64x2.splat(lower);
  const most = f64x2.splat(upper);
  let inside = i64x2.splat(-1);
  const bytes = (<usize>count) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16) {
    const both = at < even;
    const before = both ? v128.load(p + at) : v128.load64_splat(p + at);
    const slope = both ? v128.load(rate + at) : v128.load64_splat(rate + at);
    const first = both ? v128.load(initial + at) : v128.load64_splat(initial + at);
    const euler = f64x2.add(before, f64x2.mul(step, slope));
    const blended = f64x2.add(euler, f64x2.mul(part, f64x2.sub(first, euler)));
    put(out + at, blended, both);
    inside = v128.and(inside, v128.and(f64x2.ge(blended, least), f64x2.le(blended, most)));
  }
  return i64x2.all_true(inside);
}

/** The least of n numbers. */
export function least(p: usize, count: i32): f64 {
  let lowest = f64x2.splat(Infinity);
  const bytes = (<usize>count) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16) {
    const values = at < even ? v128.load(p + at) : v128.load64_splat(p + at);
    lowest = f64x2.pmin(lowest, values);
  }
  return min(f64x2.extract_lane(lowest, 0), f64x2.extract_lane(lowest, 1));
}
