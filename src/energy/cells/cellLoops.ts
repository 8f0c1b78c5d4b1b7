/**
 * The loops over cells behind a local energy Σ U(p_i) + V_i p_i: sums are without h^d, V are the values of the potential in
 * the cells.
 *
 * One file for each closed form, so that its loops call nothing; `general` is the naive twin of all of them.
 */
export interface CellLoops {
  /** Σ U(p_i) + V_i p_i. */
  value(p: Float64Array, V: Float64Array): number;
  /** Writes U′(p_i) + V_i and returns the {@link value}. */
  firstVariation(out: Float64Array, p: Float64Array, V: Float64Array): number;
  /** Writes U″(p_i). */
  curvature(out: Float64Array, p: Float64Array): void;
  /** Writes (U*)′(y_i − V_i). */
  inverse(out: Float64Array, y: Float64Array, V: Float64Array): void;
  /** Σ U*(y_i − V_i). */
  conjugate(y: Float64Array, V: Float64Array): number;
  /** Σ U(p_i) + U*(y_i − V_i) − (y_i − V_i) p_i. */
  fenchelGap(p: Float64Array, y: Float64Array, V: Float64Array): number;
  /** Writes argmin_p U(p) + V_i p + κ (p − x_i)²/2. */
  prox(out: Float64Array, x: Float64Array, V: Float64Array, kappa: number): void;
  /** Σ U(p_i) − U(q_i) − U′(q_i)(p_i − q_i). */
  bregman(p: Float64Array, q: Float64Array): number;
}
