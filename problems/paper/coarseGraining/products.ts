import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  Density,
  type Evidence,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  march,
  orderOfConvergence,
  potential,
  type Solver,
  type Step,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import { external, start } from './setting.ts';

const CELLS = 24;
const TIME_STEPS = [2e-2, 1e-2, 5e-3];
const INTERVALS = [1, 2, 4, 8];

/** p ⊗ p on the square of a line. */
export function product({ grid: line, values }: Density): Density {
  const [{ lower, upper, cells: n }] = line.axes;
  const square = grid(
    [
      [lower, upper],
      [lower, upper],
    ],
    [n, n],
  );
  return new Density(
    square,
    Float64Array.from({ length: n * n }, (_, k) => values[Math.floor(k / n)] * values[k % n]),
  );
}

/** One particle and two that do not interact, from p and p ⊗ p. */
interface Independent {
  readonly one: GradientFlow<LocalEnergy>;
  readonly two: GradientFlow<LocalEnergy>;
}

function independent(): Independent {
  const initial = start(CELLS);
  return {
    one: gradientFlow({ energy: entropy().plus(potential(external)), initial }),
    two: gradientFlow({
      energy: entropy().plus(potential((x1, x2) => external(x1) + external(x2))),
      initial: product(initial),
    }),
  };
}

/** ∫ P dx₂. */
function marginal({ values }: Density, line: Density): Density {
  const n = line.grid.size;
  const p = new Float64Array(n);
  for (let k = 0; k < values.length; k++) p[Math.floor(k / n)] += values[k] * line.grid.cellVolume;
  return new Density(line.grid, p);
}

/** The same step of one and of two particles. */
interface Pair {
  readonly timeStep: number;
  readonly one: Step;
  readonly two: Step;
  /** L¹ distance of P from p ⊗ p, and of ∫ P dx₂ from p. */
  readonly fromProduct: number;
  readonly fromMarginal: number;
  /** W²/(2τ) + E of two particles less twice that of one, and W² of two over twice that of one. */
  readonly excess: number;
  readonly metric: number;
}

function firstStep(flow: GradientFlow<LocalEnergy>, solver: Solver, timeStep: number): Step {
  for (const step of march(flow, solver, [timeStep])) return step;
  throw new RangeError('unreachable: a positive stop takes at least one step');
}

function stepOf(flows: Independent, solver: Solver, timeStep: number): Pair {
  const one = firstStep(flows.one, solver, timeStep);
  const two = firstStep(flows.two, solver, timeStep);
  const primal = (s: Step): number => s.certificate?.primal ?? Number.NaN;
  const squared = (s: Step): number => (s.transport ?? Number.NaN) ** 2;
  return {
    timeStep,
    one,
    two,
    fromProduct: l1Distance(two.density, product(one.density)),
    fromMarginal: l1Distance(marginal(two.density, one.density), one.density),
    excess: primal(two) - 2 * primal(one),
    metric: squared(two) / (2 * squared(one)),
  };
}

function steps(): { jko: Pair[][]; finiteVolume: Pair[] } {
  const flows = independent();
  return {
    jko: TIME_STEPS.map((timeStep) =>
      INTERVALS.map((innerIntervals) =>
        stepOf(flows, jko({ timeStep, innerIntervals, tolerance: 1e-11 }), timeStep),
      ),
    ),
    finiteVolume: TIME_STEPS.map((timeStep) =>
      stepOf(flows, finiteVolume({ timeStep, flux: 'scharfetterGummel' }), timeStep),
    ),
  };
}

function table({ jko: byStep, finiteVolume: volumes }: ReturnType<typeof steps>): Table {
  const digits = (v: number): string => v.toExponential(2);
  return {
    id: 'products',
    title: 'Steps of two independent particles and of one',
    caption:
      `One step from p ⊗ p and from p on ${CELLS}² and ${CELLS} cells: L¹ distance of P from p ⊗ p and of its marginal from p, by how much the minimum of ` +
      'W²/(2τ) + E of two exceeds twice that of one, and W² of two over twice that of one.',
    columns: ['step', 'τ', 'inner intervals', 'P − p ⊗ p', '∫ P dx₂ − p', 'excess', 'metric'],
    rows: [
      ...byStep.flatMap((pairs, k) =>
        pairs.map((s, i) => [
          'JKO',
          TIME_STEPS[k],
          INTERVALS[i],
          digits(s.fromProduct),
          digits(s.fromMarginal),
          digits(s.excess),
          s.metric.toFixed(6),
        ]),
      ),
      ...volumes.map((s, k) => [
        'backward Euler',
        TIME_STEPS[k],
        '–',
        digits(s.fromProduct),
        digits(s.fromMarginal),
        '–',
        '–',
      ]),
    ],
  };
}

/** Section 3.1: without interaction a JKO step of p ⊗ p is that of p, twice, as far as the inner time is resolved. */
export function* productEvidence({ progress }: VerifyContext): Generator<Evidence> {
  progress('steps of two independent particles', 0);
  const found = steps();
  const [coarsest] = found.jko;
  const inverse = INTERVALS.map((s) => 1 / s);
  const order = (kind: 'fromProduct' | 'excess'): number =>
    orderOfConvergence(
      inverse,
      coarsest.map((s) => s[kind]),
    ).order;
  const gaps = (s: Pair): number =>
    (s.two.certificate?.gap ?? Infinity) + 2 * (s.one.certificate?.gap ?? Infinity);
  yield {
    kind: 'check',
    check: check({
      name: `JKO step of τ = ${TIME_STEPS[0]}: order of P − p ⊗ p in the inner intervals, L¹`,
      measured: order('fromProduct'),
      expected: 2,
      tolerance: 0.1,
      source: '(3.5): the midpoint rule along the path; exact in the limit, on any grid',
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: 'least of the minima of two particles less twice those of one, with their gaps',
      measured: Math.min(...found.jko.flat().map((s) => s.excess + gaps(s))),
      expected: 0,
      relation: 'atLeast',
      source: 'discrete W² and entropy are superadditive over marginals',
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: `JKO step of τ = ${TIME_STEPS[0]}, ${INTERVALS[3]} inner intervals: W² of two particles over twice that of one`,
      measured: coarsest[3].metric,
      expected: 1,
      tolerance: 1e-4,
      source: '(3.7): Φ = φ(x₁) + φ(x₂), so that the actions add up',
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: 'backward Euler, linear fluxes: largest L¹ distance of ∫ P dx₂ from p',
      measured: Math.max(...found.finiteVolume.map((s) => s.fromMarginal)),
      expected: 1e-9,
      relation: 'atMost',
      source: '(3.9): exact for any τ; steps are solved to residuals of 1e-10',
    }),
  };
  yield { kind: 'table', table: table(found) };
}
