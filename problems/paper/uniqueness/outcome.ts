import { linearise } from '../../../solvers/index.ts';
import { boxProblem, boxWorkspace } from '../../../solvers/jko/box/boxNewton.ts';
import { solveBox } from '../../../solvers/jko/box/solveBox.ts';
import { Density, type Energy, type GradientFlow, l1Distance } from '../../../src/index.ts';
import { type LasryLions, lasryLions, type Pair } from './lasryLions.ts';
import { randomStart } from './randomStart.ts';

/** How many random starts there are for each number of intervals. */
export const STARTS = 10;
/** Gap at which a solve from a random start ends, relative to the decrease of E. */
const TOLERANCE = 1e-12;
const MOST_ITERATIONS = 100;

/** What became of the random starts of a step with S intervals. */
export interface Outcome {
  readonly intervals: number;
  readonly solved: number;
  readonly iterations: number;
  /** L¹, the largest: of starts from the solution, of ends from one another, and what their gaps allow for that. */
  readonly startsApart: number;
  readonly endsApart: number;
  readonly allowed: number;
  /** The identity for neighbouring starts, and for neighbouring ends. */
  readonly starts: readonly LasryLions[];
  readonly ends: readonly LasryLions[];
}

const neighbours = <T, R>(list: readonly T[], of: (a: T, b: T) => R): R[] =>
  list.slice(1).map((b, k) => of(list[k], b));

/** Solves one step of length τ with S intervals from random starts. */
export function outcome(
  flow: GradientFlow<Energy>,
  timeStep: number,
  intervals: number,
  seed: number,
): Outcome {
  const { iterate, system } = boxWorkspace(flow, intervals);
  const settings = {
    timeStep,
    innerIntervals: intervals,
    faceMean: 'arithmetic' as const,
    tolerance: TOLERANCE,
    maxIterations: MOST_ITERATIONS,
  };
  const step = boxProblem(flow.initial.values, flow, timeStep, settings);
  const solution = linearise(flow, { timeStep, innerIntervals: intervals }).density;
  const pair = (): Pair => ({ density: iterate.density.slice(), potential: iterate.potential.slice() });
  const endOf = ({ density: path }: Pair): Density => new Density(flow.grid, path.slice(-flow.grid.size));
  const runs = Array.from({ length: STARTS }, (_, realisation) => {
    randomStart(iterate, step, { seed, realisation });
    const start = pair();
    const { status, iterations, evaluation } = solveBox(
      iterate,
      step,
      system,
      TOLERANCE,
      MOST_ITERATIONS,
      'careful',
    );
    return { start, end: pair(), status, iterations, gap: evaluation.gap };
  });
  const ends = runs.map(({ end }) => endOf(end));
  const [gap] = runs.map((r) => r.gap).sort((a, b) => b - a);
  const identity = (a: Pair, b: Pair): LasryLions => lasryLions(a, b, step);
  return {
    intervals,
    solved: runs.filter(({ status }) => status === 'converged').length,
    iterations: runs.reduce((s, { iterations }) => s + iterations / STARTS, 0),
    startsApart: Math.max(...runs.map(({ start }) => l1Distance(endOf(start), solution))),
    endsApart: Math.max(...ends.flatMap((p, k) => ends.slice(0, k).map((q) => l1Distance(p, q)))),
    // The gap bounds the entropy of the solution relative to an end, and that half the square of their distance over the mass (Pinsker).
    allowed: 2 * Math.sqrt(2 * flow.initial.mass * gap),
    starts: neighbours(
      runs.map(({ start }) => start),
      identity,
    ),
    ends: neighbours(
      runs.map(({ end }) => end),
      identity,
    ),
  };
}
