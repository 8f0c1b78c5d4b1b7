import { jko } from '../../solvers/index.ts';
import {
  densityFigure,
  type Evidence,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  obstacle,
  type Problem,
  potential,
  problem,
  solve,
  type VerifyContext,
} from '../../src/index.ts';
import { claim } from '../common/claim.ts';
import { crowdProfile } from './crowdProfile.ts';

const SOURCE = 'Maury–Roudneff-Chupin–Santambrogio 2010';
const TIME_STEP = 0.1;
/** Free, with a block in the middle that grows, and when all have arrived: 1.1⁵ = 1.61, 1.1⁸ = 2.14. */
const TIMES = [0.2, 0.5, 0.8];
const UNTIL = 0.8;

function flowAt(cells: readonly number[]): GradientFlow<LocalEnergy> {
  const line = grid([[-1.2, 1.2]], cells);
  const energy = obstacle(() => 1).plus(potential((x) => 0.5 * x * x, { convexity: 1 }));
  return gradientFlow({ name: 'crowd', energy, initial: crowdProfile(line, 1) });
}

function* evidence({ cells, progress }: VerifyContext): Generator<Evidence> {
  progress('JKO steps', 0);
  const flow = flowAt(cells);
  const solver = jko({ timeStep: TIME_STEP, method: 'primalDual' });
  const { snapshots, mass } = solve(flow, solver, { until: UNTIL, saveAt: TIMES, throwOnFailure: true });
  const exact = TIMES.map((t) => crowdProfile(flow.grid, (1 + TIME_STEP) ** Math.round(t / TIME_STEP)));
  const { spacing: h } = flow.grid.axes[0];
  for (const [k, { density, time }] of snapshots.entries())
    yield claim({
      name: `JKO steps: L¹ to the exact ones at t = ${time.toFixed(1)}, in cells`,
      measured: l1Distance(density, exact[k]) / h,
      expected: 2,
      relation: 'atMost',
      source: `${SOURCE}: a full block of half width √((3g − 4)/g³), g = (1 + τ)^k, two fronts`,
    });
  const last = snapshots[snapshots.length - 1].density;
  yield claim({
    name: 'largest density',
    measured: Math.max(...snapshots.map(({ density }) => Math.max(...density.values))),
    expected: 1,
    tolerance: 1e-12,
    relation: 'atMost',
    source: 'p ≤ 1',
  });
  yield claim({
    name: 'largest change of mass',
    measured: Math.max(...mass.map((m) => Math.abs(m / mass[0] - 1))),
    expected: 1e-12,
    relation: 'atMost',
    source: 'no flux through walls',
  });
  // The full block, which is the steady state, as averages of cells.
  const rest = flow.discrete.value(crowdProfile(flow.grid, 2).values);
  yield claim({
    name: `energy at t = ${UNTIL}, above that at rest, over that at the start`,
    measured: (flow.discrete.value(last.values) - rest) / (flow.discrete.value(flow.initial.values) - rest),
    expected: h,
    relation: 'atMost',
    source: 'all have arrived at g = 2',
  });
  yield {
    kind: 'figure',
    figure: densityFigure(
      flow.grid,
      [
        { label: 'start', density: flow.initial.values },
        ...snapshots.flatMap(({ density, time }, k) => [
          { label: `exact JKO steps, t = ${time.toFixed(1)}`, density: exact[k].values, group: `${time}` },
          {
            label: `JKO steps, t = ${time.toFixed(1)}`,
            density: density.values,
            style: 'dashed' as const,
            group: `${time}`,
          },
        ]),
      ],
      'A crowd that walks to the middle and may not exceed 1.',
    ),
  };
}

/**
 * A crowd that walks towards the middle of a line and of which no place takes more than 1, the flow of ∫x²/2 p under p ≤ 1,
 *
 *     ∂p/∂t = ∂((x + ∂π) p),   0 ≤ p ≤ 1,   π ≥ 0,   π (1 − p) = 0,
 *
 * in closed form by the flow and by JKO steps: see {@link crowdProfile}.
 *
 * Finite volumes take no obstacles: this one is for JKO steps, by `primalDual`.
 *
 * Source: Maury–Roudneff-Chupin–Santambrogio 2010, A macroscopic crowd motion model of gradient flow type.
 *
 * @see {@link problems}
 */
export const congestion: Problem = problem({
  name: 'classic/congestion',
  title: 'A crowd that is full at density 1',
  source: SOURCE,
  summary:
    'The flow of ∫x²/2 p under the constraint p ≤ 1, from (3/4)(1 − x²): free at first, then with a full block in the middle that grows until ' +
    'it has all the mass. Exact JKO steps are known. By jko/primalDual; finite volumes take no obstacles.',
  defaults: { cells: [120], timeStep: TIME_STEP, until: UNTIL, saveAt: [0, ...TIMES] },
  flow: (_, cells) => flowAt(cells),
  verify: evidence,
});
