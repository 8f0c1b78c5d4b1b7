import type { BoxProblem } from './boxProblem.ts';

/** Σ p²/Σ p and U″ there, or where U is linear the range of the potential over the density. */
export function typical(
  { previous, energy: { local } }: BoxProblem,
  scratch: Float64Array,
): { density: number; curvature: number } {
  let first = 0;
  let second = 0;
  for (const p of previous) {
    first += p;
    second += p * p;
  }
  const size = second / first;
  const [lower, upper] = local.domain;
  const inside = Math.min(Math.max(size, lower + 0.5 * size), 0.5 * (lower + upper));
  local.curvature(scratch, scratch.fill(inside));
  return { density: size, curvature: scratch[0] > 0 ? scratch[0] : rangeOf(local.potential) / size };
}

/** The range of a potential, 1 if there is none. */
function rangeOf(potential: Float64Array): number {
  let least = Infinity;
  let largest = -Infinity;
  for (const v of potential) {
    least = Math.min(least, v);
    largest = Math.max(largest, v);
  }
  return largest > least && largest < Infinity ? largest - least : 1;
}
