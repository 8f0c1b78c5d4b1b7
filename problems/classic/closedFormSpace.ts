import { jko } from '../../solvers/index.ts';
import { type Evidence, type LocalEnergy, orderOfConvergence, type VerifyContext } from '../../src/index.ts';
import { claim } from '../common/claim.ts';
import type { ClosedFormCase } from './closedFormCase.ts';
import { STEPS, stepRun } from './stepRun.ts';

/** Three grids, the finest the one asked for, or of 32 cells: the exact distance must give the exact iterates. */
export function* spaceEvidence(
  { make, until, source }: ClosedFormCase<LocalEnergy>,
  { cells, progress }: VerifyContext,
): Generator<Evidence> {
  const grids = [4, 2, 1].map((coarser) => cells.map((n) => Math.round(Math.max(32, n) / coarser)));
  const exact = grids.map(make);
  const runs = exact.map((e, k) => {
    progress(`exact distance on ${grids[k][0]} cells`, k / grids.length);
    return stepRun(e, until, STEPS[0], (timeStep) => jko({ timeStep, method: 'quantile' }));
  });
  const spacings = exact.map(({ flow }) => flow.grid.axes[0].spacing);
  yield claim({
    name: `order in space of ${STEPS[0]} JKO steps against the exact ones, exact distance`,
    measured: orderOfConvergence(
      spacings,
      runs.map((r) => r.toIterate),
    ).order,
    expected: 2,
    tolerance: 0.3,
    source: `${source}; second order in cells and parcels`,
  });
  const exactly = Array.from({ length: STEPS[0] }, (_, k) => exact[2].transport(k + 1, until / STEPS[0]));
  const off = exactly.map((w, k) => Math.abs((runs[2].trajectory.transport[k + 1] ?? Number.NaN) - w));
  const way = exactly.reduce((s, w) => s + w, 0);
  yield claim({
    name: 'largest error of the distance of a step, over the whole way, in (h/w)²',
    measured: (Math.max(...off) / way) * (Math.min(...exact[2].at(0).widths) / spacings[2]) ** 2,
    expected: 2,
    relation: 'atMost',
    source: `${source}; widths w are seen on a grid to (h/w)² of themselves`,
  });
}
