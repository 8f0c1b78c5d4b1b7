/**
 * How N bends between densities of equal mass on its grid: `convex` and `concave` are proven, `indefinite` has a witness
 * of either sign, `unknown` is everything else.
 *
 * @see {@link interaction}
 */
export type Curvature = 'convex' | 'concave' | 'indefinite' | 'unknown';

/**
 * The part N of an energy that couples cells: ½∬W(x − y) p p and black boxes. All arrays are cell fields of the grid.
 *
 * @see {@link interaction}
 */
export interface NonlocalPart {
  /** Writes δN/δp (per unit volume) into `out` and returns N(p). */
  firstVariation(out: Float64Array, p: Float64Array): number;
  /** N(p). */
  value(p: Float64Array): number;
  /**
   * N(p) − N(q) − ⟨δN(q), p − q⟩ (⟨⟩ with h^d): for interactions ½⟨d, W∗d⟩ with d = p − q, so that nothing cancels; for black
   * boxes the difference itself.
   */
  remainder(p: Float64Array, q: Float64Array): number;
  /** Whether N is convex among densities of equal mass. Found out when first asked for. */
  readonly curvature: Curvature;
  /** An upper bound of ‖W∗‖ on cell fields, |remainder(p, q)| ≤ ½ bound ‖p − q‖² (‖⟩² with h^d); null if there is a black box. */
  readonly bound: number | null;
  /**
   * Bounds λ of δ²N between densities of equal mass: ½ λ_low ‖p − q‖² ≤ remainder(p, q) ≤ ½ λ_high ‖p − q‖²; null if there is a
   * black box.
   */
  readonly spectrum: readonly [lowest: number, highest: number] | null;
}

/** The curvature of a sum: what both have in common. */
export function curvatureOfSum(a: Curvature, b: Curvature): Curvature {
  return a === b && a !== 'indefinite' ? a : 'unknown';
}
