import { type JkoSettings, jko } from '../../solvers/index.ts';
import {
  check,
  densityFigure,
  type Evidence,
  type LocalEnergy,
  l1Distance,
  orderOfConvergence,
  solve,
  type Trajectory,
  type VerifyContext,
} from '../../src/index.ts';
import type { ClosedForm } from './closedForm.ts';

/** A family of closed forms on a line, by cells, and how long to follow them. */
export interface ClosedFormCase {
  readonly make: (cells: readonly number[]) => ClosedForm<LocalEnergy>;
  readonly until: number;
  /** Who says what the solution is. */
  readonly source: string;
}

/** Numbers of JKO steps until the end. */
const STEPS = [5, 10, 20];

/** A run of JKO steps beside the exact ones and the PDE. */
interface Run {
  readonly trajectory: Trajectory;
  /** L¹ of the solver's last density to the exact iterate, of that to the PDE, and of the first to the last. */
  readonly toIterate: number;
  readonly iterateToPde: number;
  readonly toPde: number;
}

function run(
  exact: ClosedForm<LocalEnergy>,
  until: number,
  steps: number,
  settings: Partial<JkoSettings>,
): Run {
  const timeStep = until / steps;
  const trajectory = solve(exact.flow, jko({ timeStep, ...settings }), { until, throwOnFailure: true });
  const { density } = trajectory.snapshots[trajectory.snapshots.length - 1];
  const [iterate, pde] = [exact.jkoIterate(steps, timeStep), exact.pde(until)];
  return {
    trajectory,
    toIterate: l1Distance(density, iterate),
    iterateToPde: l1Distance(iterate, pde),
    toPde: l1Distance(density, pde),
  };
}

/** Three grids, the finest the one asked for, or of 32 cells: the exact distance must give the exact iterates. */
function* spaceEvidence(
  { make, until, source }: ClosedFormCase,
  { cells, progress }: VerifyContext,
): Generator<Evidence> {
  const grids = [4, 2, 1].map((coarser) => cells.map((n) => Math.round(Math.max(32, n) / coarser)));
  const exact = grids.map(make);
  const runs = exact.map((e, k) => {
    progress(`exact distance on ${grids[k][0]} cells`, (0.4 * k) / grids.length);
    return run(e, until, STEPS[0], { method: 'quantile' });
  });
  const spacings = exact.map(({ flow }) => flow.grid.axes[0].spacing);
  yield {
    kind: 'check',
    check: check({
      name: `order in space of ${STEPS[0]} JKO steps against the exact ones, exact distance`,
      measured: orderOfConvergence(
        spacings,
        runs.map((r) => r.toIterate),
      ).order,
      expected: 2,
      tolerance: 0.3,
      source: `${source}; second order in cells and parcels`,
    }),
  };
  const exactly = Array.from({ length: STEPS[0] }, (_, k) => exact[2].transport(k + 1, until / STEPS[0]));
  const off = exactly.map((w, k) => Math.abs((runs[2].trajectory.transport[k + 1] ?? Number.NaN) - w));
  const way = exactly.reduce((s, w) => s + w, 0);
  yield {
    kind: 'check',
    check: check({
      name: 'largest error of the distance of a step, over the whole way, in (h/w)²',
      measured: (Math.max(...off) / way) * (Math.min(...exact[2].at(0).widths) / spacings[2]) ** 2,
      expected: 2,
      relation: 'atMost',
      source: `${source}; widths w are seen on a grid to (h/w)² of themselves`,
    }),
  };
}

/** Three time steps on the grid asked for: the error against the PDE is that of the exact steps, of first order. */
function* timeEvidence(
  { make, until, source }: ClosedFormCase,
  { cells, progress }: VerifyContext,
): Generator<Evidence> {
  const exact = make(cells);
  const runs = STEPS.map((steps, k) => {
    progress(`${steps} JKO steps`, 0.4 + (0.6 * k) / STEPS.length);
    return run(exact, until, steps, { innerIntervals: 4 });
  });
  const timeSteps = STEPS.map((steps) => until / steps);
  const order = (errors: readonly number[]): number => orderOfConvergence(timeSteps, errors).order;
  yield {
    kind: 'check',
    check: check({
      name: `order in time of JKO steps against the PDE, L¹ at t = ${until}`,
      measured: order(runs.map((r) => r.toPde)),
      expected: order(runs.map((r) => r.iterateToPde)),
      tolerance: 0.15,
      source: `${source}: the order of the exact steps`,
    }),
  };
  const finest = runs[runs.length - 1];
  yield {
    kind: 'check',
    check: check({
      name: `L¹ of ${STEPS[2]} steps to the exact ones, over that of the exact ones to the PDE`,
      measured: finest.toIterate / finest.iterateToPde,
      expected: 0.5,
      relation: 'atMost',
      source: 'the error in space and distance is the smaller part',
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: 'largest change of mass',
      measured: Math.max(...finest.trajectory.mass.map((m) => Math.abs(m - exact.flow.initial.mass))),
      expected: 1e-13,
      relation: 'atMost',
      source: 'no flux through walls',
    }),
  };
  yield {
    kind: 'table',
    table: {
      id: 'errors',
      title: 'Errors of JKO steps, told apart',
      caption: `L¹ at t = ${until}: newton with four inner intervals, the exact iterate, the PDE.`,
      columns: ['time step', 'newton to exact iterate', 'exact iterate to PDE', 'newton to PDE'],
      rows: runs.map((r, k) => [
        timeSteps[k],
        ...[r.toIterate, r.iterateToPde, r.toPde].map((e) => e.toExponential(2)),
      ]),
    },
  };
  const { snapshots } = runs[0].trajectory;
  yield {
    kind: 'figure',
    figure: densityFigure(
      exact.flow.grid,
      [
        { label: 'start', density: exact.flow.initial.values },
        { label: 'PDE', density: exact.pde(until).values },
        { label: 'exact JKO steps', density: exact.jkoIterate(STEPS[0], timeSteps[0]).values },
        {
          label: 'JKO steps, newton',
          density: snapshots[snapshots.length - 1].density.values,
          style: 'dashed',
        },
      ],
      `The start, and t = ${until} by the PDE, by ${STEPS[0]} exact JKO steps, and by newton.`,
    ),
  };
}

/** JKO steps against their closed form, and against the PDE: what is owed to space, to the distance, and to time. */
export function* closedFormEvidence(from: ClosedFormCase, context: VerifyContext): Generator<Evidence> {
  yield* spaceEvidence(from, context);
  yield* timeEvidence(from, context);
}
