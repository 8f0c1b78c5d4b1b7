import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';

// A multiplier keeps at least this part of what the barrier asks for.
const LEAST = 0.1;

/** Runs `visit(at, lower, ceiling)` for every interval, `at` its first cell. */
export function eachInterval(
  { grid, intervals }: BoxIterate,
  { inner, end }: BoxProblem,
  visit: (at: number, lower: number, ceiling: Float64Array | null, last: boolean) => void,
): void {
  for (let j = 0; j < intervals; j++) {
    const last = j === intervals - 1;
    const { lower, ceiling } = last ? end : inner;
    visit(j * grid.size, lower, ceiling, last);
  }
}

/** Mean of the complementarity products. */
export function complementarity(it: BoxIterate, problem: BoxProblem): number {
  const { density, lowerMultiplier: s, upperMultiplier: t } = it;
  const n = it.grid.size;
  let sum = 0;
  eachInterval(it, problem, (at, lower, ceiling) => {
    for (let k = at; k < at + n; k++) {
      sum += (density[k] - lower) * s[k];
      if (t[k] > 0 && ceiling !== null) sum += (ceiling[k - at] - density[k]) * t[k];
    }
  });
  return sum / density.length;
}

/** Sets all multipliers to the central path of the barrier μ. */
export function centre(it: BoxIterate, problem: BoxProblem, barrier: number): void {
  const n = it.grid.size;
  eachInterval(it, problem, (at, lower, ceiling) => {
    for (let k = at; k < at + n; k++) {
      it.lowerMultiplier[k] = barrier / (it.density[k] - lower);
      it.upperMultiplier[k] = ceiling === null ? 0 : barrier / (ceiling[k - at] - it.density[k]);
    }
  });
}

function clamp(multiplier: Float64Array, k: number, centreValue: number, width: number): void {
  if (multiplier[k] > width * centreValue) multiplier[k] = width * centreValue;
  else if (multiplier[k] < centreValue / width) multiplier[k] = centreValue / width;
}

/** Moves multipliers whose product is further than `width` from the mean to that distance. */
export function confine(it: BoxIterate, problem: BoxProblem, width: number): void {
  const n = it.grid.size;
  const mean = complementarity(it, problem);
  eachInterval(it, problem, (at, lower, ceiling) => {
    for (let k = at; k < at + n; k++) {
      clamp(it.lowerMultiplier, k, mean / (it.density[k] - lower), width);
      if (ceiling !== null) clamp(it.upperMultiplier, k, mean / (ceiling[k - at] - it.density[k]), width);
    }
  });
}

/**
 * A multiplier after its Newton step, but no less than {@link LEAST} of μ over its distance.
 *
 * @param distance - of the density from the bound. @param closer - how much of it the step of the density takes away.
 */
function moved(multiplier: number, distance: number, closer: number, barrier: number): number {
  const target = barrier / distance;
  return Math.max(target + (multiplier * closer) / distance, LEAST * target);
}

/**
 * Moves the multipliers by Newton's steps towards the barrier μ that belong to the iterate's δp: each as far as it can go, whatever the
 * others do and however far the densities may go. No certificate depends on them, and what they would hold up if they all
 * had to go the same way is everything else.
 */
export function moveMultipliers(it: BoxIterate, problem: BoxProblem, barrier: number): void {
  const { density, densityStep, lowerMultiplier: s, upperMultiplier: t } = it;
  const n = it.grid.size;
  eachInterval(it, problem, (at, lower, ceiling) => {
    for (let k = at; k < at + n; k++) {
      s[k] = moved(s[k], density[k] - lower, -densityStep[k], barrier);
      if (ceiling !== null) t[k] = moved(t[k], ceiling[k - at] - density[k], densityStep[k], barrier);
    }
  });
}

/** The largest a for which p + a δp stays within its bounds. */
export function primalRoom(it: BoxIterate, problem: BoxProblem): number {
  const { density, densityStep } = it;
  const n = it.grid.size;
  let worst = 0;
  eachInterval(it, problem, (at, lower, ceiling) => {
    for (let k = at; k < at + n; k++) {
      const d = densityStep[k];
      if (-d > worst * (density[k] - lower)) worst = -d / (density[k] - lower);
      else if (ceiling !== null && d > worst * (ceiling[k - at] - density[k]))
        worst = d / (ceiling[k - at] - density[k]);
    }
  });
  return 1 / worst;
}

/** Puts densities that rounding has taken to their ceiling a rounding below it, as there is no barrier on it. */
export function keepBelow(it: BoxIterate, problem: BoxProblem): void {
  const n = it.grid.size;
  eachInterval(it, problem, (at, _, ceiling) => {
    if (ceiling === null) return;
    for (let i = 0; i < n; i++)
      if (it.density[at + i] >= ceiling[i]) it.density[at + i] = ceiling[i] * (1 - Number.EPSILON);
  });
}
