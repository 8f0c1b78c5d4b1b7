import { put } from '../lanes';

/** Brings numbers in [0, length] back into it as mirrors at both ends would. */
function folded(z: f64, length: f64): f64 {
  if (z >= 0 && z <= length) return z;
  const rest = abs(z) % (2 * length);
  return rest <= length ? rest : 2 * length - rest;
}

/**
 * Brings n coordinates back into the box between walls.
 *
 * @param box - for each axis m < d the lower ends of axes m and m + 1 modulo d, then their lengths: two coordinates are done at once.
 */
export function confine(positions: usize, n: i32, d: i32, box: usize): void {
  const end = positions + ((<usize>n) << 3);
  // Two coordinates are of the same axes every so many times two coordinates.
  const phases = d > 2 ? 3 : 1;
  for (let phase = 0; phase < phases; phase++) {
    const ends = box + ((<usize>((2 * phase) % d)) << 5);
    const lower = v128.load(ends);
    const length = v128.load(ends, 16);
    for (let at = positions + ((<usize>phase) << 4); at < end; at += (<usize>phases) << 4) {
      let z = f64x2.sub(v128.load(at), lower);
      if (v128.any_true(v128.or(f64x2.lt(z, f64x2.splat(0)), f64x2.gt(z, length)))) {
        z = f64x2.replace_lane(z, 0, folded(f64x2.extract_lane(z, 0), f64x2.extract_lane(length, 0)));
        z = f64x2.replace_lane(z, 1, folded(f64x2.extract_lane(z, 1), f64x2.extract_lane(length, 1)));
      }
      put(at, f64x2.add(lower, z), at + 16 <= end);
    }
  }
}
