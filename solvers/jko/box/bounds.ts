import type { BoxIterate } from './boxIterate.ts';
import type { BoxProblem } from './boxProblem.ts';

/** Runs `visit(at, lower, upper)` for every interval, `at` its first cell. */
export function eachInterval(
  { grid, intervals }: BoxIterate,
  { inner, end }: BoxProblem,
  visit: (at: number, lower: number, upper: number, last: boolean) => void,
): void {
  for (let j = 0; j < intervals; j++) {
    const last = j === intervals - 1;
    const [lower, upper] = last ? end : inner;
    visit(j * grid.size, lower, upper, last);
  }
}

/** Mean of (p − lower) s + (upper − p) t, with steps a of the densities and b of the multipliers. */
export function complementarityAhead(it: BoxIterate, problem: BoxProblem, a: number, b: number): number {
  const { density, densityStep, lowerMultiplier: s, lowerStep, upperMultiplier: t, upperStep } = it;
  const n = it.grid.size;
  let sum = 0;
  eachInterval(it, problem, (at, lower, upper) => {
    for (let k = at; k < at + n; k++) {
      const p = density[k] + a * densityStep[k];
      sum += (p - lower) * (s[k] + b * lowerStep[k]);
      if (upper < Infinity) sum += (upper - p) * (t[k] + b * upperStep[k]);
    }
  });
  return sum / density.length;
}

/** Mean of the complementarity products. */
export function complementarity(it: BoxIterate, problem: BoxProblem): number {
  const { density, lowerMultiplier: s, upperMultiplier: t } = it;
  const n = it.grid.size;
  let sum = 0;
  eachInterval(it, problem, (at, lower, upper) => {
    for (let k = at; k < at + n; k++) {
      sum += (density[k] - lower) * s[k];
      if (upper < Infinity) sum += (upper - density[k]) * t[k];
    }
  });
  return sum / density.length;
}

/** Sets all multipliers to the central path of the barrier μ. */
export function centre(it: BoxIterate, problem: BoxProblem, barrier: number): void {
  const n = it.grid.size;
  eachInterval(it, problem, (at, lower, upper) => {
    for (let k = at; k < at + n; k++) {
      it.lowerMultiplier[k] = barrier / (it.density[k] - lower);
      it.upperMultiplier[k] = upper < Infinity ? barrier / (upper - it.density[k]) : 0;
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
  eachInterval(it, problem, (at, lower, upper) => {
    for (let k = at; k < at + n; k++) {
      clamp(it.lowerMultiplier, k, mean / (it.density[k] - lower), width);
      if (upper < Infinity) clamp(it.upperMultiplier, k, mean / (upper - it.density[k]), width);
    }
  });
}

/** Writes the steps of the multipliers towards the barrier μ that belong to the iterate's steps of the densities. */
export function multiplierSteps(it: BoxIterate, problem: BoxProblem, barrier: number): void {
  const { density, densityStep, lowerMultiplier: s, upperMultiplier: t, lowerStep, upperStep } = it;
  const n = it.grid.size;
  eachInterval(it, problem, (at, lower, upper) => {
    for (let k = at; k < at + n; k++) {
      lowerStep[k] = (barrier - s[k] * densityStep[k]) / (density[k] - lower) - s[k];
      upperStep[k] = upper < Infinity ? (barrier + t[k] * densityStep[k]) / (upper - density[k]) - t[k] : 0;
    }
  });
}

/** The largest a for which p + a δp stays within its bounds. */
export function primalRoom(it: BoxIterate, problem: BoxProblem): number {
  const { density, densityStep } = it;
  const n = it.grid.size;
  let worst = 0;
  eachInterval(it, problem, (at, lower, upper) => {
    for (let k = at; k < at + n; k++) {
      const d = densityStep[k];
      if (-d > worst * (density[k] - lower)) worst = -d / (density[k] - lower);
      else if (upper < Infinity && d > worst * (upper - density[k])) worst = d / (upper - density[k]);
    }
  });
  return 1 / worst;
}

function roomBelow(u: Float64Array, du: Float64Array, worst: number): number {
  for (let k = 0; k < u.length; k++) if (-du[k] > worst * u[k]) worst = -du[k] / u[k];
  return worst;
}

/** The largest b for which all multipliers stay nonnegative. */
export function dualRoom(it: BoxIterate): number {
  return 1 / roomBelow(it.upperMultiplier, it.upperStep, roomBelow(it.lowerMultiplier, it.lowerStep, 0));
}
