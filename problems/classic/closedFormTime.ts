import { jko } from '../../solvers/index.ts';
import { densityFigure, type Evidence, orderOfConvergence, type VerifyContext } from '../../src/index.ts';
import { claim } from '../common/claim.ts';
import type { ClosedFormCase } from './closedFormCase.ts';
import { STEPS, stepRun } from './stepRun.ts';

/** Three time steps on the grid asked for: the error against the PDE is that of the exact steps, of first order. */
export function* timeEvidence(
  { make, until, innerIntervals, source }: ClosedFormCase,
  { cells, progress }: VerifyContext,
): Generator<Evidence> {
  const exact = make(cells);
  const runs = STEPS.map((steps, k) => {
    progress(`${steps} JKO steps`, k / STEPS.length);
    return stepRun(exact, until, steps, (timeStep) => jko({ timeStep, innerIntervals }));
  });
  const timeSteps = STEPS.map((steps) => until / steps);
  const order = (errors: readonly number[]): number => orderOfConvergence(timeSteps, errors).order;
  yield claim({
    name: `order in time of JKO steps against the PDE, L¹ at t = ${until}`,
    measured: order(runs.map((r) => r.toPde)),
    expected: order(runs.map((r) => r.iterateToPde)),
    tolerance: 0.15,
    source: `${source}: the order of the exact steps`,
  });
  const finest = runs[runs.length - 1];
  yield claim({
    name: `L¹ of ${STEPS[2]} steps to the exact ones, over that of the exact ones to the PDE`,
    measured: finest.toIterate / finest.iterateToPde,
    expected: 0.5,
    relation: 'atMost',
    source: 'the error in space and distance is the smaller part',
  });
  yield claim({
    name: 'largest change of mass',
    measured: Math.max(...finest.trajectory.mass.map((m) => Math.abs(m - exact.flow.initial.mass))),
    expected: 1e-13,
    relation: 'atMost',
    source: 'no flux through walls',
  });
  yield {
    kind: 'table',
    table: {
      id: 'errors',
      title: 'Errors of JKO steps, told apart',
      caption: `L¹ at t = ${until}: newton with ${innerIntervals} inner intervals, the exact iterate, the PDE.`,
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
