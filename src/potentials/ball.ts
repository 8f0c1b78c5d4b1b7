const SURFACES = [2, 2 * Math.PI, 4 * Math.PI];

/** S_d, the surface of the unit sphere of R^d: 2, 2π, 4π. @param dimension - 1, 2 or 3. */
export function sphereSurface(dimension: number): number {
  return SURFACES[dimension - 1];
}

/** V_d = S_d/d, the volume of the unit ball of R^d: 2, π, 4π/3. @param dimension - 1, 2 or 3. */
export function ballVolume(dimension: number): number {
  return sphereSurface(dimension) / dimension;
}
