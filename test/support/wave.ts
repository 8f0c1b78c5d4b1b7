/** sin(12.9898 (i + 1) + seed): n values of either sign that no symmetry of a grid knows. */
export function wave(n: number, seed: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => Math.sin(12.9898 * (i + 1) + seed));
}
