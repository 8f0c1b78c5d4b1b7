import { type Energy, interaction, potential, type SteadyState } from '../../src/index.ts';

/** |x|². */
export const squares = (x: readonly number[]): number => x.reduce((s, v) => s + v * v, 0);
/** κ|x|²/2 as a potential. */
export const parabola = (kappa: number): Energy =>
  potential((...x) => 0.5 * kappa * squares(x), { convexity: kappa });
/** κ|x|²/2 between all pairs. */
export const springs = (kappa: number): Energy =>
  interaction((...x) => 0.5 * kappa * squares(x), { convexity: kappa });

/** U′(p) + V + W∗p − λ, by a sum over all pairs of cells, where p is inside its domain; what inequalities miss elsewhere. */
export function residual(
  energy: Energy,
  { density: { grid: box, values: p }, multiplier }: SteadyState,
): [number, number] {
  const { local } = energy.on(box);
  const slope = new Float64Array(p.length);
  local.firstVariation(slope, p);
  const periods = box.axes.map(({ periodic, lower, upper }) => (periodic ? upper - lower : null));
  const centres = Array.from(p, (_, i) => box.centre(i));
  const W = (x: readonly number[]): number =>
    energy.terms.reduce((s, t) => (t.kind === 'interaction' ? s + t.coefficient * t.W(...x) : s), 0);
  /** The nearest image, and the mean over both at a tie. */
  const around = (x: readonly number[], y: readonly number[]): number => {
    let images: number[][] = [[]];
    periods.forEach((L, k) => {
      const d = x[k] - y[k];
      const near = L === null ? d : d - L * Math.round(d / L);
      const tie = L !== null && Math.abs(Math.abs(near) - L / 2) < 1e-9 * L;
      images = images.flatMap((image) =>
        tie
          ? [
              [...image, near],
              [...image, -near],
            ]
          : [[...image, near]],
      );
    });
    return images.reduce((s, image) => s + W(image), 0) / images.length;
  };
  let worst = 0;
  let size = Math.abs(multiplier);
  for (let i = 0; i < p.length; i++) {
    let convolved = 0;
    for (let j = 0; j < p.length; j++) convolved += box.cellVolume * around(centres[i], centres[j]) * p[j];
    const r = slope[i] + convolved - multiplier;
    size = Math.max(size, Math.abs(convolved) + Math.abs(local.potential[i]));
    const full = local.ceiling !== null && p[i] >= local.ceiling[i];
    const empty = p[i] <= local.domain[0];
    // Underflow: few digits are left of p, or none, and its logarithm says nothing.
    const lost = p[i] < 1e-290 && !empty;
    if (lost || !Number.isFinite(slope[i]) || (empty && r >= 0) || (full && r <= 0)) continue;
    worst = Math.max(worst, Math.abs(r));
  }
  return [worst, size];
}
