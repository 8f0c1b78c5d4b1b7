import { type Density, density, edges, type Grid } from '../../src/index.ts';

/** Half the mass of (3/4)(1 − y²)₊ within distance y ≥ 0 of the middle. */
function within(y: number): number {
  const s = Math.min(1, y);
  return 0.75 * (s - (s * s * s) / 3);
}

/**
 * The crowd of mass 1 that starts as (3/4)(1 − x²)₊, is carried towards the middle and may not exceed 1, once distances have shrunk by a
 * factor g wherever there is room: e^t by the flow with V = x²/2, (1 + τ)^k after k JKO steps of length τ.
 *
 * Where g p₀(g x) would exceed 1 there is a full block instead, as wide as what has arrived there is mass:
 *
 *     ℓ = P₀(ℓ g),   so that ℓ² = (3 g − 4)/g³ from g = 4/3 to g = 2, when all have arrived and ℓ = ½.
 *
 * Nobody outside the block feels it. A step is exact for it too: the pressure vanishes at ±ℓ with its gradient, as the optimal
 * map is continuous there.
 *
 * @param shrunk - g ≥ 1.
 * @returns exact cell averages.
 * Source: Maury–Roudneff-Chupin–Santambrogio 2010, A macroscopic crowd motion model of gradient flow type; the front is derived here.
 * @see {@link congestion}
 */
export function crowdProfile(grid: Grid, shrunk: number): Density {
  const g = shrunk;
  const block = g <= 4 / 3 ? 0 : g >= 2 ? 0.5 : Math.sqrt((3 * g - 4) / g ** 3);
  const cumulative = (x: number): number => {
    const s = Math.abs(x);
    return Math.sign(x) * (s <= block ? s : within(s * g));
  };
  const [axis] = grid.axes;
  const F = edges(axis).map(cumulative);
  const values = Float64Array.from({ length: axis.cells }, (_, i) => (F[i + 1] - F[i]) / axis.spacing);
  // Averages of what is at most 1 are so up to rounding.
  return density(
    grid,
    values.map((p) => Math.min(1, Math.max(0, p))),
  );
}
