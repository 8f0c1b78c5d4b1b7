import { solveSymmetricTridiagonal } from '../../src/numerics/tridiagonal.ts';

/** Solves (1 − c Δ) q = p on a line of unit cells without flux through its ends: positive everywhere, of the same sum. */
export function diffuse(p: Float64Array, c: number): Float64Array {
  const n = p.length;
  const q = p.slice();
  const diagonal = Float64Array.from(
    { length: n },
    (_, i) => 1 + c * ((i > 0 ? 1 : 0) + (i < n - 1 ? 1 : 0)),
  );
  solveSymmetricTridiagonal(q, diagonal, new Float64Array(n).fill(-c), new Float64Array(n));
  return q;
}
