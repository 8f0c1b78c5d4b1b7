import { CellList } from './cellList';

/** What a pair adds that is closer than the table reaches, as a function of the square of its distance: of `solvers/particles/particleRoom.ts`. */
declare function close(s: f64): f64;

/** The differences of two pairs of coordinates along an axis. */
function differences(x: usize, i0: usize, i1: usize, j0: usize, j1: usize, shift: v128): v128 {
  const xi = v128.load64_lane(x + i1, v128.load64_zero(x + i0), 1);
  const xj = v128.load64_lane(x + j1, v128.load64_zero(x + j0), 1);
  return f64x2.sub(f64x2.sub(xi, shift), xj);
}

/** Adds a share to the sum of one, and takes it from that of the other. */
function exchange(sums: usize, i: usize, j: usize, share: f64): void {
  store<f64>(sums + i, load<f64>(sums + i) + share);
  store<f64>(sums + j, load<f64>(sums + j) - share);
}

/** Adds what pairs that have been found to be within reach add to the sums of both, whose first ones are shifted. */
export function addPairs(
  list: CellList,
  found: i32,
  ax: f64,
  ay: f64,
  az: f64,
  near: f64,
  table: usize,
  scale: f64,
): void {
  const d = list.dimension;
  const whose = list.whose;
  const others = list.others;
  const x = list.x;
  const y = list.y;
  const z = list.z;
  const fx = list.fx;
  const fy = list.fy;
  const fz = list.fz;
  const shiftX = f64x2.splat(ax);
  const shiftY = f64x2.splat(ay);
  const shiftZ = f64x2.splat(az);
  const zero = f64x2.splat(0);
  const end = (<usize>found) << 2;
  // One more than there are may be looked at, and is not added.
  for (let at: usize = 0; at < end; at += 8) {
    const i0 = (<usize>load<u32>(whose + at)) << 3;
    const j0 = (<usize>load<u32>(others + at)) << 3;
    const second = at + 4 < end ? at + 4 : at;
    const i1 = (<usize>load<u32>(whose + second)) << 3;
    const j1 = (<usize>load<u32>(others + second)) << 3;
    const dx = differences(x, i0, i1, j0, j1, shiftX);
    let s = f64x2.mul(dx, dx);
    let dy = zero;
    let dz = zero;
    if (d > 1) {
      dy = differences(y, i0, i1, j0, j1, shiftY);
      s = f64x2.add(s, f64x2.mul(dy, dy));
    }
    if (d > 2) {
      dz = differences(z, i0, i1, j0, j1, shiftZ);
      s = f64x2.add(s, f64x2.mul(dz, dz));
    }
    const q = f64x2.mul(s, f64x2.splat(scale));
    const k = i32x4.trunc_sat_f64x2_s_zero(q);
    const low = v128.load(table + ((<usize>i32x4.extract_lane(k, 0)) << 3));
    const high = v128.load(table + ((<usize>i32x4.extract_lane(k, 1)) << 3));
    const below = v128.shuffle<f64>(low, high, 0, 2);
    const rise = f64x2.sub(v128.shuffle<f64>(low, high, 1, 3), below);
    let g = f64x2.add(below, f64x2.mul(f64x2.sub(q, f64x2.convert_low_i32x4_s(k)), rise));
    if (v128.any_true(f64x2.lt(s, f64x2.splat(near)))) {
      const s0 = f64x2.extract_lane(s, 0);
      const s1 = f64x2.extract_lane(s, 1);
      if (s0 < near) g = f64x2.replace_lane(g, 0, close(s0));
      if (s1 < near && second !== at) g = f64x2.replace_lane(g, 1, close(s1));
    }
    const gx = f64x2.mul(g, dx);
    const gy = f64x2.mul(g, dy);
    const gz = f64x2.mul(g, dz);
    exchange(fx, i0, j0, f64x2.extract_lane(gx, 0));
    if (d > 1) exchange(fy, i0, j0, f64x2.extract_lane(gy, 0));
    if (d > 2) exchange(fz, i0, j0, f64x2.extract_lane(gz, 0));
    if (second === at) return;
    exchange(fx, i1, j1, f64x2.extract_lane(gx, 1));
    if (d > 1) exchange(fy, i1, j1, f64x2.extract_lane(gy, 1));
    if (d > 2) exchange(fz, i1, j1, f64x2.extract_lane(gz, 1));
  }
}
