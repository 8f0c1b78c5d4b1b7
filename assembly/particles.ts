// The loops of solvers/particles over particles and pairs. Each does what the function of its name there does, in the same order, so
// that both agree to the bit. Arrays are pointers, in bytes.
export { fly } from './flight';

import { put } from './lanes';
import { logarithm } from './logarithm';

/** What a pair adds that is closer than the table reaches, as a function of the square of its distance. */
export declare function close(s: f64): f64;

const PARITY: i32 = 0x1bd11bda;

function rotated(y: v128, by: i32): v128 {
  return v128.or(i32x4.shl(y, by), i32x4.shr_u(y, 32 - by));
}

/** The bits for so many numbers are made at once: both loops are then short. */
const SOME: i32 = 512;

/** The unit of the angle. */
const TURN: f64 = Math.PI / 2147483648;

/** Writes n blocks of random bits from one on, each two where their four numbers will be: the first words of both, then the second ones. */
function randomBits(out: usize, n: i32, key0: i32, key1: i32, step: i32, from: i32): void {
  const key2 = PARITY ^ key0 ^ key1;
  const k0 = i32x4.splat(key0);
  const k1 = i32x4.splat(key1);
  const k2 = i32x4.splat(key2);
  const x0 = i32x4.add(i32x4.splat(step), k0);
  let counter = i32x4.add(i32x4.splat(from), i32x4.add(k1, i32x4(0, 1, 2, 3)));
  for (let i = 0; i < n; i += 4) {
    let x = x0;
    let y = counter;
    counter = i32x4.add(counter, i32x4.splat(4));

    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 13), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 15), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 26), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 6), x);
    x = i32x4.add(x, k1);
    y = i32x4.add(y, i32x4.add(k2, i32x4.splat(1)));

    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 17), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 29), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 16), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 24), x);
    x = i32x4.add(x, k2);
    y = i32x4.add(y, i32x4.add(k0, i32x4.splat(2)));

    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 13), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 15), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 26), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 6), x);
    x = i32x4.add(x, k0);
    y = i32x4.add(y, i32x4.add(k1, i32x4.splat(3)));

    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 17), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 29), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 16), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 24), x);
    x = i32x4.add(x, k1);
    y = i32x4.add(y, i32x4.add(k2, i32x4.splat(4)));

    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 13), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 15), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 26), x);
    x = i32x4.add(x, y);
    y = v128.xor(rotated(y, 6), x);
    x = i32x4.add(x, k2);
    y = i32x4.add(y, i32x4.add(k0, i32x4.splat(5)));

    const at = out + ((<usize>i) << 4);
    v128.store(at, v128.shuffle<i64>(x, y, 0, 2));
    if (i + 2 < n) v128.store(at, v128.shuffle<i64>(x, y, 1, 3), 32);
  }
}

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

/**
 * Sorts n particles into cells.
 *
 * @param box - four numbers each, of which three are those of axes: lower ends, cells per length, and numbers of cells less one.
 */
export function sortIntoCells(
  positions: usize,
  n: i32,
  d: i32,
  box: usize,
  size: i32,
  cells: usize,
  next: usize,
  starts: usize,
  order: usize,
  placeCells: usize,
  x: usize,
  y: usize,
  z: usize,
): void {
  memory.fill(next, 0, (<usize>(size + 1)) << 2);
  const stride = (<usize>d) << 3;
  const zero = f64x2.splat(0);
  const lower = v128.load(box);
  const scale = v128.load(box, 32);
  const last = v128.load(box, 64);
  const columns = load<f64>(box, 72) + 1;
  let own = positions;
  for (let i = 0; i < n; i++) {
    // The first two axes at once; what is behind the only one belongs to the one cell of an axis that is not there.
    const at = f64x2.mul(f64x2.sub(v128.load(own), lower), scale);
    const along = f64x2.trunc(f64x2.pmax(zero, f64x2.pmin(last, at)));
    let place = f64x2.extract_lane(along, 0) * columns + f64x2.extract_lane(along, 1);
    if (d > 2) {
      const z = (load<f64>(own, 16) - load<f64>(box, 16)) * load<f64>(box, 48);
      place = place * (load<f64>(box, 80) + 1) + max(0, min(load<f64>(box, 80), floor(z)));
    }
    const cell = <i32>place;
    own += stride;
    store<i32>(cells + ((<usize>i) << 2), cell);
    const counter = next + ((<usize>cell) << 2);
    store<i32>(counter, load<i32>(counter, 4) + 1, 4);
  }
  let sum = 0;
  for (let c = 0; c < size + 1; c++) {
    const at = (<usize>c) << 2;
    sum += load<i32>(next + at);
    store<i32>(next + at, sum);
    store<i32>(starts + at, sum);
  }
  own = positions;
  for (let i = 0; i < n; i++) {
    const cell = load<i32>(cells + ((<usize>i) << 2));
    const counter = next + ((<usize>cell) << 2);
    const place = load<i32>(counter);
    store<i32>(counter, place + 1);
    store<i32>(order + ((<usize>place) << 2), i);
    store<i32>(placeCells + ((<usize>place) << 2), cell);
    const at = (<usize>place) << 3;
    store<f64>(x + at, load<f64>(own));
    if (d > 1) store<f64>(y + at, load<f64>(own, 8));
    if (d > 2) store<f64>(z + at, load<f64>(own, 16));
    own += stride;
  }
}

/** Adds what pairs that have been found to be within reach add to the sums of both; `whose` and `others` hold the places of each. */
function addPairs(
  whose: usize,
  others: usize,
  found: i32,
  d: i32,
  x: usize,
  y: usize,
  z: usize,
  fx: usize,
  fy: usize,
  fz: usize,
  ax: f64,
  ay: f64,
  az: f64,
  near: f64,
  table: usize,
  scale: f64,
): void {
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
    const xi = v128.load64_lane(x + i1, v128.load64_zero(x + i0), 1);
    const xj = v128.load64_lane(x + j1, v128.load64_zero(x + j0), 1);
    const dx = f64x2.sub(f64x2.sub(xi, shiftX), xj);
    let s = f64x2.mul(dx, dx);
    let dy = zero;
    let dz = zero;
    if (d > 1) {
      const yi = v128.load64_lane(y + i1, v128.load64_zero(y + i0), 1);
      const yj = v128.load64_lane(y + j1, v128.load64_zero(y + j0), 1);
      dy = f64x2.sub(f64x2.sub(yi, shiftY), yj);
      s = f64x2.add(s, f64x2.mul(dy, dy));
    }
    if (d > 2) {
      const zi = v128.load64_lane(z + i1, v128.load64_zero(z + i0), 1);
      const zj = v128.load64_lane(z + j1, v128.load64_zero(z + j0), 1);
      dz = f64x2.sub(f64x2.sub(zi, shiftZ), zj);
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
    store<f64>(fx + i0, load<f64>(fx + i0) + f64x2.extract_lane(gx, 0));
    store<f64>(fx + j0, load<f64>(fx + j0) - f64x2.extract_lane(gx, 0));
    if (d > 1) {
      store<f64>(fy + i0, load<f64>(fy + i0) + f64x2.extract_lane(gy, 0));
      store<f64>(fy + j0, load<f64>(fy + j0) - f64x2.extract_lane(gy, 0));
    }
    if (d > 2) {
      store<f64>(fz + i0, load<f64>(fz + i0) + f64x2.extract_lane(gz, 0));
      store<f64>(fz + j0, load<f64>(fz + j0) - f64x2.extract_lane(gz, 0));
    }
    if (second === at) return;
    store<f64>(fx + i1, load<f64>(fx + i1) + f64x2.extract_lane(gx, 1));
    store<f64>(fx + j1, load<f64>(fx + j1) - f64x2.extract_lane(gx, 1));
    if (d > 1) {
      store<f64>(fy + i1, load<f64>(fy + i1) + f64x2.extract_lane(gy, 1));
      store<f64>(fy + j1, load<f64>(fy + j1) - f64x2.extract_lane(gy, 1));
    }
    if (d > 2) {
      store<f64>(fz + i1, load<f64>(fz + i1) + f64x2.extract_lane(gz, 1));
      store<f64>(fz + j1, load<f64>(fz + j1) - f64x2.extract_lane(gz, 1));
    }
  }
}

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

/**
 * Moves particles by their displacement and by forces, of which the displacement in a step is at most `longest`; returns how many of these
 * were shortened. `order` has the particle that each place of the sums belongs to.
 */
export function moveSoft(
  positions: usize,
  displacement: usize,
  n: i32,
  d: i32,
  order: usize,
  fx: usize,
  fy: usize,
  fz: usize,
  timeStep: f64,
  longest: f64,
): i32 {
  let capped = 0;
  const most = longest * longest;
  for (let place = 0; place < n; place++) {
    const at = (<usize>place) << 3;
    const gx = timeStep * load<f64>(fx + at);
    const gy = timeStep * load<f64>(fy + at);
    const gz = timeStep * load<f64>(fz + at);
    const square = gx * gx + gy * gy + gz * gz;
    let share: f64 = 1;
    if (square > most) {
      share = longest / sqrt(square);
      capped++;
    }
    const own = (<usize>(load<i32>(order + ((<usize>place) << 2)) * d)) << 3;
    const to = positions + own;
    const by = displacement + own;
    store<f64>(to, load<f64>(to) + (load<f64>(by) + share * gx));
    if (d > 1) store<f64>(to, load<f64>(to, 8) + (load<f64>(by, 8) + share * gy), 8);
    if (d > 2) store<f64>(to, load<f64>(to, 16) + (load<f64>(by, 16) + share * gz), 16);
  }
  return capped;
}

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

/** Adds sums to the coordinates of the particles that their places belong to. */
export function addSums(
  positions: usize,
  n: i32,
  d: i32,
  order: usize,
  fx: usize,
  fy: usize,
  fz: usize,
): void {
  for (let place = 0; place < n; place++) {
    const at = (<usize>place) << 3;
    const to = positions + ((<usize>(load<i32>(order + ((<usize>place) << 2)) * d)) << 3);
    store<f64>(to, load<f64>(to) + load<f64>(fx + at));
    if (d > 1) store<f64>(to, load<f64>(to, 8) + load<f64>(fy + at), 8);
    if (d > 2) store<f64>(to, load<f64>(to, 16) + load<f64>(fz + at), 16);
  }
}

/** Adds n displacements to coordinates. */
export function displace(positions: usize, displacement: usize, n: i32): void {
  const bytes = (<usize>n) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16)
    put(positions + at, f64x2.add(v128.load(positions + at), v128.load(displacement + at)), at < even);
}
