/** U of a density that is not ≥ 0: Infinity, or NaN of NaN. */
export function outside(p: number): number {
  return Number.isNaN(p) ? p : Infinity;
}
