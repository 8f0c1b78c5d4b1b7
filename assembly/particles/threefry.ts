const PARITY: i32 = 0x1bd11bda;

function rotated(y: v128, by: i32): v128 {
  return v128.or(i32x4.shl(y, by), i32x4.shr_u(y, 32 - by));
}

/**
 * Writes n blocks of `threefry2x32`, four at once, at (step, from), (step, from + 1), …: each two where their four numbers will be, the first words of
 * both, then the second ones.
 */
export function randomBits(out: usize, n: i32, key0: i32, key1: i32, step: i32, from: i32): void {
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
    // The words of the key take turns.
    let a = k1;
    let b = k2;
    let c = k0;
    for (let turn = 1; ; turn += 2) {
      x = i32x4.add(x, y);
      y = v128.xor(rotated(y, 13), x);
      x = i32x4.add(x, y);
      y = v128.xor(rotated(y, 15), x);
      x = i32x4.add(x, y);
      y = v128.xor(rotated(y, 26), x);
      x = i32x4.add(x, y);
      y = v128.xor(rotated(y, 6), x);
      x = i32x4.add(x, a);
      y = i32x4.add(y, i32x4.add(b, i32x4.splat(turn)));
      if (turn === 5) break;
      x = i32x4.add(x, y);
      y = v128.xor(rotated(y, 17), x);
      x = i32x4.add(x, y);
      y = v128.xor(rotated(y, 29), x);
      x = i32x4.add(x, y);
      y = v128.xor(rotated(y, 16), x);
      x = i32x4.add(x, y);
      y = v128.xor(rotated(y, 24), x);
      x = i32x4.add(x, b);
      y = i32x4.add(y, i32x4.add(c, i32x4.splat(turn + 1)));
      const first = a;
      a = c;
      c = b;
      b = first;
    }
    const at = out + ((<usize>i) << 4);
    v128.store(at, v128.shuffle<i64>(x, y, 0, 2));
    if (i + 2 < n) v128.store(at, v128.shuffle<i64>(x, y, 1, 3), 32);
  }
}
