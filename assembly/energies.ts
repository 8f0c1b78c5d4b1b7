import { put } from './lanes';
import { logarithm, outside } from './logarithm';

/** Where the energy is written. */
let energy: f64 = 0;

/** Σ p (a log p + b p + V) of the cells that {@link entropyVariation} has last been through. */
export function sum(): f64 {
  return energy;
}

/**
 * Writes a (log p + 1) + 2 b p + V for n cells.
 *
 * @returns whether some p is no normal number > 0: what has been written then means nothing.
 */
export function entropyVariation(out: usize, p: usize, V: usize, n: i32, a: f64, b: f64, table: usize): bool {
  let odd = i64x2.splat(0);
  let total: f64 = 0;
  const slope = f64x2.splat(a);
  const half = f64x2.splat(b);
  const whole = f64x2.splat(2 * b);
  const one = f64x2.splat(1);
  const bytes = (<usize>n) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16) {
    const both = at < even;
    const q = both ? v128.load(p + at) : v128.load64_splat(p + at);
    const potential = v128.load(V + at);
    odd = v128.or(odd, outside(q));
    const log = logarithm(q, table);
    const linear = f64x2.add(f64x2.mul(slope, f64x2.add(log, one)), f64x2.mul(whole, q));
    put(out + at, f64x2.add(linear, potential), both);
    const part = f64x2.mul(q, f64x2.add(f64x2.add(f64x2.mul(slope, log), f64x2.mul(half, q)), potential));
    // One after the other, as the plain loop adds them up.
    total += f64x2.extract_lane(part, 0);
    if (both) total += f64x2.extract_lane(part, 1);
  }
  energy = total;
  return v128.any_true(odd);
}
