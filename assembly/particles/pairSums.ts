import { addPairs } from './addPairs';
import { CellList } from './cellList';

/** Pairs are added up when there are more than these, while what they need is at hand. */
const ENOUGH: i32 = 256;

/** Sums over pairs within reach. */
export function pairSums(list: CellList, reach: f64, near: f64, table: usize, scale: f64): void {
  const n = list.particles;
  const d = list.dimension;
  const x = list.x;
  const y = list.y;
  const z = list.z;
  const starts = list.starts;
  const whose = list.whose;
  const others = list.others;
  const packed = list.packed;
  const bytes = (<usize>n) << 3;
  memory.fill(list.fx, 0, bytes);
  memory.fill(list.fy, 0, bytes);
  memory.fill(list.fz, 0, bytes);
  const within = f64x2.splat(reach);
  let found = 0;
  let current: i32 = -1;
  let ax: f64 = 0;
  let ay: f64 = 0;
  let az: f64 = 0;
  for (let i = 0; i < n; i++) {
    const cell = load<i32>(list.placeCells + ((<usize>i) << 2));
    const own = list.runs + ((<usize>cell) << 2);
    const behind = load<i32>(own, 4);
    const at = (<usize>i) << 3;
    const mine = i32x4.splat(i);
    for (let r = load<i32>(own); r < behind; r++) {
      const run = (<usize>r) << 2;
      const from = load<i32>(list.first + run);
      const start = from === cell ? i + 1 : load<i32>(starts + ((<usize>from) << 2));
      const stop = load<i32>(starts + ((<usize>load<i32>(list.last + run)) << 2), 4);
      if (list.shifted) {
        const image = load<i32>(list.images + run);
        if (image !== current) {
          addPairs(list, found, ax, ay, az, near, table, scale);
          found = 0;
          current = image;
          const shift = list.shifts + 24 * <usize>image;
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
      addPairs(list, found, ax, ay, az, near, table, scale);
      found = 0;
    }
  }
  addPairs(list, found, ax, ay, az, near, table, scale);
}
