/**
 * An invertible linear map of n real values along a line, such as a cosine transform.
 *
 * Plans own their work space: calls allocate nothing, and one plan must not be used by two threads.
 */
export interface LineTransform {
  readonly length: number;
  /** `out` may be x itself. */
  forward(out: Float64Array, x: Float64Array): void;
  /** `out` may be X itself. */
  inverse(out: Float64Array, X: Float64Array): void;
}

// Lines with a stride are gathered a few at a time, so that every cache line fetched is used.
const AT_ONCE = 8;

/**
 * The same map applied along one axis of row-major fields of shape (outer, n, inner): a map of outer · n · inner values.
 *
 * @param outer - number of values of all axes before this one.
 * @param inner - number of values of all axes after this one, which is the stride of this one.
 */
export function alongAxis(line: LineTransform, outer: number, inner: number): LineTransform {
  const n = line.length;
  const rows = Array.from({ length: Math.min(AT_ONCE, inner) }, () => new Float64Array(n));

  function apply(out: Float64Array, x: Float64Array, transform: LineTransform['forward']): void {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i += AT_ONCE) {
        const start = o * n * inner + i;
        const count = Math.min(AT_ONCE, inner - i);
        gather(rows, x, start, inner, count);
        for (let b = 0; b < count; b++) transform(rows[b], rows[b]);
        scatter(out, rows, start, inner, count);
      }
    }
  }

  return {
    length: outer * n * inner,
    forward: (out, x) => apply(out, x, line.forward),
    inverse: (out, X) => apply(out, X, line.inverse),
  };
}

function gather(
  rows: readonly Float64Array[],
  x: Float64Array,
  start: number,
  stride: number,
  count: number,
): void {
  const n = rows[0].length;
  for (let j = 0; j < n; j++) for (let b = 0; b < count; b++) rows[b][j] = x[start + j * stride + b];
}

function scatter(
  out: Float64Array,
  rows: readonly Float64Array[],
  start: number,
  stride: number,
  count: number,
): void {
  const n = rows[0].length;
  for (let j = 0; j < n; j++) for (let b = 0; b < count; b++) out[start + j * stride + b] = rows[b][j];
}
