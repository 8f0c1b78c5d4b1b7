import { Matrix, QrDecomposition } from 'ml-matrix';

/** The line of least squares through points. @see {@link lineFit} */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** Standard error of the slope from the scatter about the line; null for two points, which have none. */
  readonly standardError: number | null;
}

/**
 * Fits y = intercept + slope · x by least squares, from the QR decomposition of the design matrix.
 *
 * @param x - at least two numbers, not all equal.
 * @param y - as many.
 * @see {@link decayRate}
 */
export function lineFit(x: readonly number[], y: readonly number[]): LineFit {
  const n = x.length;
  const mean = x.reduce((a, b) => a + b, 0) / n;
  const spread = Math.max(...x.map((v) => Math.abs(v - mean)));
  // Centred and scaled, the columns of the design are orthogonal and of like size.
  const design = new Matrix(x.map((v) => [1, (v - mean) / spread]));
  const [[level], [scaled]] = new QrDecomposition(design).solve(Matrix.columnVector([...y])).to2DArray();
  const slope = scaled / spread;
  const scatter = x.reduce((s, v, i) => s + (y[i] - level - slope * (v - mean)) ** 2, 0);
  const sxx = x.reduce((s, v) => s + (v - mean) ** 2, 0);
  return {
    slope,
    intercept: level - slope * mean,
    standardError: n > 2 ? Math.sqrt(scatter / (n - 2) / sxx) : null,
  };
}
