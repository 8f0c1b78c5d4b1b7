/**
 * Writes the fluxes between cells from `left` and from `right` on, over h, and the upwind values that they carry: u p_E where
 * u = −(ξ_R − ξ_L)/h is positive, u p_W where it is not.
 *
 * @param flux, upwind - from entry `face` on. @param inverse - 1/h.
 * @param halfLeft, halfRight - half slopes, those of the left cells from entry `l` on, those of the right ones from `r` on.
 */
export function fluxes(
  flux: Float64Array,
  upwind: Float64Array,
  face: number,
  p: Float64Array,
  xi: Float64Array,
  left: number,
  right: number,
  count: number,
  inverse: number,
  halfLeft: Float64Array,
  l: number,
  halfRight: Float64Array,
  r: number,
): void {
  for (let i = 0; i < count; i++) {
    const u = (xi[left + i] - xi[right + i]) * inverse;
    // Both are found before one is taken: a branch without a sum in it is none.
    const fromLeft = p[left + i] + halfLeft[l + i];
    const fromRight = p[right + i] - halfRight[r + i];
    const carried = u > 0 ? fromLeft : fromRight;
    upwind[face + i] = carried;
    flux[face + i] = u * carried * inverse;
  }
}
