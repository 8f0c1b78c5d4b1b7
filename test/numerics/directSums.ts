/** a ↦ cos(2π a/b) for integers a ≥ 0, from a table of one period: accurate whatever the size of a. */
export function cosine(b: number): (a: number) => number {
  const table = Float64Array.from({ length: b }, (_, a) => Math.cos((2 * Math.PI * a) / b));
  return (a) => table[a % b];
}

/** a ↦ sin(2π a/b), likewise. */
export function sine(b: number): (a: number) => number {
  const table = Float64Array.from({ length: b }, (_, a) => Math.sin((2 * Math.PI * a) / b));
  return (a) => table[a % b];
}

/** Reproducible values of either sign. */
export function noise(n: number, seed = 1): Float64Array {
  return Float64Array.from(
    { length: n },
    (_, i) => Math.sin(12.9898 * (i + 1) * seed) * Math.cos(78.233 * (i + seed)),
  );
}

/** max |a − b| / max |b|. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let scale = 0;
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    scale = Math.max(scale, Math.abs(b[i]));
  }
  return scale > 0 ? difference / scale : difference;
}

/** A table of one function per mode, summed against x: the slow twin of every transform. */
export function directSum(x: Float64Array, mode: (k: number, j: number) => number): Float64Array {
  return Float64Array.from(x, (_, k) => {
    let s = 0;
    for (let j = 0; j < x.length; j++) s += x[j] * mode(k, j);
    return s;
  });
}
