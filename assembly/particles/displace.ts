import { put } from '../lanes';

/** Adds n displacements to coordinates. */
export function displace(positions: usize, displacement: usize, n: i32): void {
  const bytes = (<usize>n) << 3;
  const even = bytes & ~15;
  for (let at: usize = 0; at < bytes; at += 16)
    put(positions + at, f64x2.add(v128.load(positions + at), v128.load(displacement + at)), at < even);
}
