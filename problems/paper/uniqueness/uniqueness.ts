import {
  check,
  density,
  type Energy,
  type Evidence,
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  type ParameterValues,
  type Problem,
  potential,
  problem,
  sum,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import type { LasryLions } from './lasryLions.ts';
import { type Outcome, outcome, STARTS } from './outcome.ts';

const INTERVALS = [1, 2, 4] as const;
/** Rounding of the identity relative to its terms. */
const ROUNDING = 1e-12;

/** (4.1) on a square, from a wave. */
function flowOf({ coefficient, stiffness }: ParameterValues, cells: readonly number[]): GradientFlow<Energy> {
  const square = grid(
    [
      [-0.5, 0.5],
      [-0.5, 0.5],
    ],
    cells,
  );
  return gradientFlow({
    energy: sum(
      entropy(),
      excludedVolume(coefficient),
      potential((x) => stiffness * x * x),
    ),
    initial: density(square, (x, y) => 1 + 0.8 * Math.sin(5 * x + 3 * y)),
  });
}

/** |tested − (energy + kinetic)| relative to their sizes. */
function defect({ tested, energy, kinetic }: LasryLions): number {
  return Math.abs(tested - energy - kinetic) / (Math.abs(energy) + Math.abs(kinetic));
}

function outcomeTable(outcomes: readonly Outcome[], timeStep: number): Table {
  const range = (values: readonly number[]): string =>
    `${Math.min(...values).toExponential(1)} … ${Math.max(...values).toExponential(1)}`;
  return {
    id: 'uniqueness',
    title: 'One solution of the optimality conditions',
    caption:
      `One step, τ = ${timeStep}, from ${STARTS} random starts for each number S of inner intervals: random fluxes along the ` +
      'path, the densities that they lead to, and random potentials. L¹ distances are the largest of starts from the solution ' +
      'and of ends from one another. Subtracting the equations of two pairs (p, φ) and testing them with p₁ − p₂ and φ₁ − φ₂ ' +
      'leaves ⟨δE(p₁) − δE(p₂), p₁ − p₂⟩ and (τ/2) Σ Δs ⟨θ₁ + θ₂, |grad(φ₁ − φ₂)|²⟩, neither of them negative: given are ' +
      'their least and largest values between random starts, and their largest sum between two ends.',
    columns: [
      'S',
      'solved',
      'iterations',
      'starts apart',
      'ends apart',
      'energy term',
      'kinetic term',
      'between ends',
    ],
    rows: outcomes.map((o) => [
      o.intervals,
      `${o.solved} of ${STARTS}`,
      o.iterations.toFixed(1),
      o.startsApart.toFixed(3),
      o.endsApart.toExponential(1),
      range(o.starts.map(({ energy }) => energy)),
      range(o.starts.map(({ kinetic }) => kinetic)),
      Math.max(...o.ends.map(({ energy, kinetic }) => energy + kinetic)).toExponential(1),
    ]),
  };
}

function* uniquenessEvidence({ parameters, cells, seed, progress }: VerifyContext): Generator<Evidence> {
  const flow = flowOf(parameters, cells);
  const outcomes = INTERVALS.map((intervals, k) => {
    progress(`${STARTS} random starts, ${intervals} intervals`, k / INTERVALS.length);
    return outcome(flow, parameters.stepLength, intervals, seed);
  });
  for (const { intervals, endsApart, allowed } of outcomes)
    yield {
      kind: 'check',
      check: check({
        name: `${STARTS} random starts of a step, S = ${intervals}: largest L¹ distance of their ends`,
        measured: endsApart,
        expected: allowed,
        relation: 'atMost',
        source: 'Section 2.4: one solution; what the gaps of the ends allow',
      }),
    };
  const all = outcomes.flatMap(({ starts }) => starts);
  yield {
    kind: 'check',
    check: check({
      name: 'identity of Lasry and Lions for random pairs (p, φ), relative defect',
      measured: Math.max(...all.map(defect)),
      expected: ROUNDING,
      relation: 'atMost',
      source: 'Section 2.4: the equations of two pairs, tested with their difference',
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: 'least of its two terms',
      measured: Math.min(...all.flatMap(({ energy, kinetic }) => [energy, kinetic])),
      expected: 0,
      relation: 'atLeast',
      source: 'Section 2.4: E is strictly convex, p₁ and p₂ are nonnegative',
    }),
  };
  yield { kind: 'table', table: outcomeTable(outcomes, parameters.stepLength) };
}

/** Section 2.4 of the paper: the optimality conditions of a step have one solution. @see {@link problems} */
export const uniqueness: Problem = problem({
  name: 'paper/2.4',
  title: 'Section 2.4: one solution of the optimality conditions',
  source:
    'Bruna–Burger–Carrillo, Coarse graining of a Fokker–Planck equation with excluded volume effects, Section 2.4',
  summary:
    'One JKO step of (4.1) on [−½, ½]² in V = 5x², from a wave. Whatever path and potentials the solver begins with, it ' +
    'ends at the same density; and the identity of the proof, in which the difference of the equations of two pairs (p, φ) ' +
    'is a sum of two terms that cannot be negative, holds for any two pairs on the grid.',
  parameters: {
    coefficient: { default: 0.314, description: 'α (N − 1) ε² of (4.1)', range: [1e-6, 100] },
    stiffness: { default: 5, description: 'κ of the potential V = κ x²', range: [0, 100] },
    stepLength: { default: 0.02, description: 'τ of the step', range: [1e-6, 1] },
  },
  defaults: { cells: [12, 12], timeStep: 0.02, until: 0.1 },
  flow: flowOf,
  verify: uniquenessEvidence,
});
