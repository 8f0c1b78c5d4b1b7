import { diffuse } from '../diffuse.ts';
import type { StepProblem } from '../stepProblem.ts';
import type { Variables } from './iterate.ts';

/**
 * Writes a start from the previous density alone: no motion, with the potentials −δE of the density diffused over one τ. In vacuum
 * these are steep and high, as they must become: from zero they would grow by a constant per iteration.
 */
export function startFrom(out: Variables, { previous, intervals, timeStep, energy }: StepProblem): void {
  const n = previous.length;
  const h = energy.grid.axes[0].spacing;
  const spread = diffuse(previous, timeStep / (h * h));
  for (let i = 0; i < n; i++) spread[i] = Math.max(Number.MIN_VALUE, Math.min(spread[i], energy.domain[1]));
  const slope = new Float64Array(n);
  energy.firstVariation(slope, spread);
  for (let i = 0; i < n; i++) if (!Number.isFinite(slope[i])) slope[i] = 0;
  out.densityDual.fill(0);
  out.densityDual.set(slope, (intervals - 1) * n);
  for (let j = 0; j < intervals; j++) {
    out.density.set(previous, j * n);
    for (let f = 0; f < n; f++) {
      const k = j * n + f;
      const g = f < n - 1 ? (slope[f] - slope[f + 1]) / h : 0;
      out.momentum[k] = 0;
      out.momentumDual[k] = g;
      out.mobilityDual[k] = -0.5 * timeStep * g * g;
    }
  }
}
