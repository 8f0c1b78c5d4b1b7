import { logarithm } from '../logarithm';
import { randomBits } from './threefry';

/** The bits for so many numbers are made at once: both loops are then short. */
const SOME: i32 = 512;

/** The unit of the angle. */
const TURN: f64 = Math.PI / 2147483648;

/** Writes √(−2 log u) (cos φ, sin φ) over the bits of two u and φ, or of the first only. */
function putNormals(out: usize, both: bool, deviation: v128, logarithms: usize, angles: usize): void {
  const bits = v128.load(out);
  const uniform = f64x2.mul(
    f64x2.add(f64x2.convert_low_i32x4_u(bits), f64x2.splat(1)),
    f64x2.splat(2.3283064365386963e-10),
  );
  const square = f64x2.mul(f64x2.splat(-2), logarithm(uniform, logarithms));
  const radius = f64x2.mul(f64x2.sqrt(square), deviation);
  const first = v128.load(angles + ((<usize>(<u32>i32x4.extract_lane(bits, 2) >>> 24)) << 4));
  const second = v128.load(angles + ((<usize>(<u32>i32x4.extract_lane(bits, 3) >>> 24)) << 4));
  const cosine = v128.shuffle<f64>(first, second, 0, 2);
  const sine = v128.shuffle<f64>(first, second, 1, 3);
  const turn = v128.and(v128.shuffle<i64>(bits, bits, 1, 1), i32x4.splat(0xffffff));
  const h = f64x2.mul(f64x2.sub(f64x2.convert_low_i32x4_s(turn), f64x2.splat(8388607.5)), f64x2.splat(TURN));
  const q = f64x2.mul(h, h);
  let s = f64x2.add(f64x2.splat(-1.0 / 6), f64x2.mul(f64x2.splat(1.0 / 120), q));
  s = f64x2.add(h, f64x2.mul(f64x2.mul(h, q), s));
  let c = f64x2.sub(f64x2.splat(1.0 / 24), f64x2.mul(f64x2.splat(1.0 / 720), q));
  c = f64x2.add(f64x2.splat(-0.5), f64x2.mul(q, c));
  c = f64x2.add(f64x2.splat(1), f64x2.mul(q, c));
  const even = f64x2.mul(radius, f64x2.sub(f64x2.mul(cosine, c), f64x2.mul(sine, s)));
  const odd = f64x2.mul(radius, f64x2.add(f64x2.mul(sine, c), f64x2.mul(cosine, s)));
  v128.store(out, v128.shuffle<f64>(even, odd, 0, 2));
  if (both) v128.store(out, v128.shuffle<f64>(even, odd, 1, 3), 16);
}

/** Writes n normal numbers, n even, two from each block of random bits at (step, 0), (step, 1), … of a stream. */
export function normalPairs(
  out: usize,
  n: i32,
  key0: i32,
  key1: i32,
  step: i32,
  deviation: f64,
  logarithms: usize,
  angles: usize,
): void {
  const width = f64x2.splat(deviation);
  for (let i = 0; i < n; i += SOME) {
    const begin = out + ((<usize>i) << 3);
    const some = min(SOME, n - i);
    randomBits(begin, some >> 1, key0, key1, step, i >> 1);
    for (let j = 0; j < some; j += 4)
      putNormals(begin + ((<usize>j) << 3), j + 2 < some, width, logarithms, angles);
  }
}
