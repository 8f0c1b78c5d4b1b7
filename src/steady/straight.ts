import { changeOf } from './change.ts';
import { type Iterate, iterateAt, type SteadyProblem } from './iterate.ts';

const MOST_HALVINGS = 12;
/** How near to a bound a step may go, as a part of the way, where U′ is infinite there. */
const NEARLY = 0.99;

/** The largest length, 1 at most unless it is `far`, at which p + length · step is within the bounds. */
function reach(p: Float64Array, step: Float64Array, far: boolean, { local }: SteadyProblem): number {
  const { domain, ceiling } = local;
  let length = far ? Infinity : 1;
  for (let i = 0; i < p.length; i++) {
    if (step[i] < 0) length = Math.min(length, (domain[0] - p[i]) / step[i]);
    else if (step[i] > 0 && ceiling !== null) length = Math.min(length, (ceiling[i] - p[i]) / step[i]);
  }
  return length;
}

/**
 * The iterate whose field is that of p + length · step, with the longest such step within the bounds, or half of it, a
 * quarter, … until E falls; null if it does not.
 *
 * Where interactions are much stiffer than U a field that is a little wrong moves p from bound to bound, and steps along fields would have to be tiny.
 *
 * @param far - whether to go on to a bound, as where δ²E is not positive.
 */
export function straight(
  from: Iterate,
  step: Float64Array,
  far: boolean,
  problem: SteadyProblem,
): { readonly iterate: Iterate; readonly change: number } | null {
  const { p, field, multiplier, compliance } = from;
  const slope = new Float64Array(p.length);
  let length = reach(p, step, far, problem);
  if (!(length < Infinity)) return null;
  for (let k = 0; k <= MOST_HALVINGS; k++, length /= 2) {
    const moved = p.map((v, i) => v + length * step[i]);
    problem.local.firstVariation(slope, moved);
    if (!slope.every((v, i) => compliance[i] === 0 || Number.isFinite(v))) {
      length *= NEARLY;
      continue;
    }
    const next = field.map((v, i) => (compliance[i] > 0 ? -slope[i] : v - multiplier));
    const iterate = iterateAt(next, problem, 0);
    const { energy } = changeOf(iterate, from, problem);
    if (energy < 0) return { iterate, change: energy };
  }
  return null;
}
