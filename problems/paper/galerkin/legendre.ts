/** P_0 … P_degree of Legendre at ξ, written into `out`, by their three-term recurrence. */
export function legendre(out: Float64Array, xi: number): void {
  out[0] = 1;
  if (out.length > 1) out[1] = xi;
  for (let k = 1; k < out.length - 1; k++)
    out[k + 1] = ((2 * k + 1) * xi * out[k] - k * out[k - 1]) / (k + 1);
}

/** A rule of quadrature on [−1, 1]. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss–Legendre quadrature, exact for polynomials of degree 2 count − 1: the zeros of P_count by Newton's method.
 *
 * @param count - how many nodes, ≥ 1.
 */
export function gaussLegendre(count: number): Quadrature {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  const values = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    let xi = -Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    // Quadratic from Tricomi's estimate: four are enough, six cost nothing.
    for (let newton = 0; newton < 6; newton++) {
      legendre(values, xi);
      slope = (count * (values[count - 1] - xi * values[count])) / (1 - xi * xi);
      xi -= values[count] / slope;
    }
    nodes[i] = xi;
    weights[i] = 2 / ((1 - xi * xi) * slope * slope);
  }
  return { nodes, weights };
}
