import { addPairs } from './addPairs';

/** Pairs are added up when there are more than these, while what they need is at hand. */
const ENOUGH: i32 = 256;

/**
 * Sums over pairs within reach.
 *
 * @param shifted - whether there are other images than the box. @param whose - room for an integer for each particle and 320 more. @param others - the same.
 * @param packed - for each set of four, its members and then what will be overwritten.
 */
export function pairSums(
  fx: usize,
  fy: usize,
  fz: usize,
  n: i32,
  d: i32,
  x: usize,
  y: usize,
  z: usize,
  placeCells: usize,
  starts: usize,
  runs: usize,
  first: usize,
  last: usize,
  images: usize,
  shifts: usize,
  shifted: bool,
  whose: usize,
  others: usize,
  packed: usize,
  reach: f64,
  near: f64,
  table: usize,
  scale: f64,
): void {
  const bytes = (<usize>n) << 3;
  memory.fill(fx, 0, bytes);
  memory.fill(fy, 0, bytes);
  memory.fill(fz, 0, bytes);
  const within = f64x2.splat(reach);
  let found = 0;
  let current: i32 = -1;
  let ax: f64 = 0;
  let ay: f64 = 0;
  let az: f64 = 0;
  for (let i = 0; i < n; i++) {
    const cell = load<i32>(placeCells + ((<usize>i) << 2));
    const own = runs + ((<usize>cell) << 2);
    const behind = load<i32>(own, 4);
    const at = (<usize>i) << 3;
    const mine = i32x4.splat(i);
    for (let r = load<i32>(own); r < behind; r++) {
      const run = (<usize>r) << 2;
      const from = load<i32>(first + run);
      const start = from === cell ? i + 1 : load<i32>(starts + ((<usize>from) << 2));
      const stop = load<i32>(starts + ((<usize>load<i32>(last + run)) << 2), 4);
      if (shifted) {
        const image = load<i32>(images + run);
        if (image !== current) {
          addPairs(whose, others, found, d, x, y, z, fx, fy, fz, ax, ay, az, near, table, scale);
          found = 0;
          current = image;
          const shift = shifts + 24 * <usize>image;
          ax = load<f64>(shift);
          ay = load<f64>(shift, 8);
          az = load<f64>(shift, 16);
        }
      }
      const xi = f64x2.splat(load<f64>(x + at) - ax);
      const yi = f64x2.splat(load<f64>(y + at) - ay);
      const zi = f64x2.splat(load<f64>(z + at) - az);
      // There are four in most runs or fewer: whether there are any is not asked.
      let j = start;
      do {
        const other = (<usize>j) << 3;
        const dx = f64x2.sub(xi, v128.load(x + other));
        const ex = f64x2.sub(xi, v128.load(x + other, 16));
        let s = f64x2.mul(dx, dx);
        let t = f64x2.mul(ex, ex);
        if (d > 1) {
          const dy = f64x2.sub(yi, v128.load(y + other));
          const ey = f64x2.sub(yi, v128.load(y + other, 16));
          s = f64x2.add(s, f64x2.mul(dy, dy));
          t = f64x2.add(t, f64x2.mul(ey, ey));
        }
        if (d > 2) {
          const dz = f64x2.sub(zi, v128.load(z + other));
          const ez = f64x2.sub(zi, v128.load(z + other, 16));
          s = f64x2.add(s, f64x2.mul(dz, dz));
          t = f64x2.add(t, f64x2.mul(ez, ez));
        }
        let inside = i64x2.bitmask(f64x2.lt(s, within)) | (i64x2.bitmask(f64x2.lt(t, within)) << 2);
        inside &= (1 << min(stop - j, 4)) - 1;
        // Those inside first, then what will be overwritten: a branch would be mispredicted half of the time.
        const to = (<usize>found) << 2;
        v128.store(whose + to, mine);
        v128.store(others + to, i32x4.add(i32x4.splat(j), v128.load(packed + ((<usize>inside) << 4))));
        found += popcnt(inside);
        j += 4;
      } while (j < stop);
    }
    if (found > ENOUGH) {
      addPairs(whose, others, found, d, x, y, z, fx, fy, fz, ax, ay, az, near, table, scale);
      found = 0;
    }
  }
  addPairs(whose, others, found, d, x, y, z, fx, fy, fz, ax, ay, az, near, table, scale);
}
