import type { PowerOfTwoFft } from './fft.ts';

/** Cells per axis, and the transform of the padded length of each axis; two axes or more. */
export interface BoxShape {
  readonly cells: readonly number[];
  readonly plans: readonly PowerOfTwoFft[];
}

type Transform = (out: Float64Array, x: Float64Array) => void;

const product = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1);

/** Number of frequencies that determine the transform of a real line. */
const half = (size: number): number => Math.floor(size / 2) + 1;

/** Work space for one line of any axis. */
interface Line {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

function lineOf({ size }: PowerOfTwoFft): Line {
  return { a: new Float64Array(2 * size), b: new Float64Array(2 * size) };
}

/** Transforms `rows` real lines of n values, padded by zeros, to half spectra. */
function fromReal(
  out: Float64Array,
  p: Float64Array,
  rows: number,
  n: number,
  fft: PowerOfTwoFft,
  { a, b }: Line,
): void {
  const kept = 2 * half(fft.size);
  a.fill(0, n);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < n; j++) a[j] = p[row * n + j];
    fft.forwardReal(b, a);
    for (let j = 0; j < kept; j++) out[row * kept + j] = b[j];
  }
}

/** Transforms `rows` half spectra back and keeps the first n values of each line. */
function toReal(
  out: Float64Array,
  X: Float64Array,
  rows: number,
  n: number,
  fft: PowerOfTwoFft,
  { a, b }: Line,
): void {
  const kept = half(fft.size);
  for (let row = 0; row < rows; row++) {
    const start = 2 * kept * row;
    for (let j = 0; j < 2 * kept; j++) a[j] = X[start + j];
    for (let k = kept; k < fft.size; k++) {
      a[2 * k] = a[2 * (fft.size - k)];
      a[2 * k + 1] = -a[2 * (fft.size - k) + 1];
    }
    fft.inverse(b, a);
    for (let j = 0; j < n; j++) out[row * n + j] = b[2 * j];
  }
}

/** Transforms complex lines of length n, padded by zeros, and keeps the first m values of each. */
function alongAxis(
  out: Float64Array,
  m: number,
  x: Float64Array,
  n: number,
  outer: number,
  inner: number,
  transform: Transform,
  { a, b }: Line,
): void {
  a.fill(0);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      for (let j = 0; j < n; j++) {
        const from = 2 * ((o * n + j) * inner + i);
        a[2 * j] = x[from];
        a[2 * j + 1] = x[from + 1];
      }
      transform(b, a);
      for (let j = 0; j < m; j++) {
        const to = 2 * ((o * m + j) * inner + i);
        out[to] = b[2 * j];
        out[to + 1] = b[2 * j + 1];
      }
    }
  }
}

/** Along the first axis: transforms every line, multiplies by the spectrum and transforms back, in place. */
function filter(
  x: Float64Array,
  n: number,
  inner: number,
  fft: PowerOfTwoFft,
  spectrum: Float64Array,
  { a, b }: Line,
): void {
  for (let i = 0; i < inner; i++) {
    a.fill(0, 2 * n);
    for (let j = 0; j < n; j++) {
      a[2 * j] = x[2 * (j * inner + i)];
      a[2 * j + 1] = x[2 * (j * inner + i) + 1];
    }
    fft.forward(b, a);
    for (let k = 0; k < fft.size; k++) {
      b[2 * k] *= spectrum[k * inner + i];
      b[2 * k + 1] *= spectrum[k * inner + i];
    }
    fft.inverse(a, b);
    for (let j = 0; j < n; j++) {
      x[2 * (j * inner + i)] = a[2 * j];
      x[2 * (j * inner + i) + 1] = a[2 * j + 1];
    }
  }
}

/** The half spectrum of an even real kernel that fills the padded box: real, row-major. */
function spectrumOf(kernel: Float64Array, plans: readonly PowerOfTwoFft[]): Float64Array {
  const last = plans.length - 1;
  const sizes = plans.map(({ size }) => size);
  const rows = product(sizes.slice(0, last));
  let x = new Float64Array(2 * rows * half(sizes[last]));
  fromReal(x, kernel, rows, sizes[last], plans[last], lineOf(plans[last]));
  let inner = half(sizes[last]);
  for (let k = last - 1; k >= 0; k--) {
    const next = new Float64Array(x.length);
    alongAxis(
      next,
      sizes[k],
      x,
      sizes[k],
      product(sizes.slice(0, k)),
      inner,
      plans[k].forward,
      lineOf(plans[k]),
    );
    inner *= sizes[k];
    x = next;
  }
  return Float64Array.from({ length: x.length / 2 }, (_, k) => x[2 * k]);
}

/**
 * The cyclic convolution of a padded box with a kernel that fills it, for fields that fill its first `cells`.
 *
 * Padding is done axis by axis, only for lines that are not zero, and never stored for the first axis.
 */
export function convolveBox({ cells, plans }: BoxShape, kernel: Float64Array): Transform {
  const last = cells.length - 1;
  const spectrum = spectrumOf(kernel, plans);
  const lines = plans.map(lineOf);
  const rows = product(cells.slice(0, last));
  // inner[k] complex values lie between neighbours along axis k once the axes behind it are transformed.
  const inner = new Array<number>(last + 1).fill(half(plans[last].size));
  for (let k = last - 2; k >= 0; k--) inner[k] = inner[k + 1] * plans[k + 1].size;
  // fields[k]: axes behind k transformed and padded, k and those before it as they came.
  const fields = inner.slice(0, last).map((n, k) => new Float64Array(2 * product(cells.slice(0, k + 1)) * n));
  return (out, p) => {
    fromReal(fields[last - 1], p, rows, cells[last], plans[last], lines[last]);
    for (let k = last - 1; k > 0; k--)
      alongAxis(
        fields[k - 1],
        plans[k].size,
        fields[k],
        cells[k],
        product(cells.slice(0, k)),
        inner[k],
        plans[k].forward,
        lines[k],
      );
    filter(fields[0], cells[0], inner[0], plans[0], spectrum, lines[0]);
    for (let k = 1; k < last; k++)
      alongAxis(
        fields[k],
        cells[k],
        fields[k - 1],
        plans[k].size,
        product(cells.slice(0, k)),
        inner[k],
        plans[k].inverse,
        lines[k],
      );
    toReal(out, fields[last - 1], rows, cells[last], plans[last], lines[last]);
  };
}
