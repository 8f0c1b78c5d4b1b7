import { withNoise } from '../../compare/comparisonTable.ts';
import { type Comparison, compare } from '../../compare/index.ts';
import type { Trajectory } from '../../flow/trajectory.ts';
import type { SteadyResult } from '../../node/result.ts';
import type { Table } from '../../verify/figure.ts';
import type { Evidence } from '../../verify/problem.ts';
import { densityFigure, energyFigure } from '../../verify/standardFigures.ts';
import { formatNumber } from '../numbers.ts';
import { labelOf } from './label.ts';

function runTable(trajectories: readonly Trajectory[], steady: SteadyResult | null): Table {
  return {
    id: 'runs',
    title: 'Runs',
    caption:
      'The energy is the one at the end; the duality gap is relative to the decrease of energy of its step.',
    columns: ['solver', 'steps', 'energy', 'above steady state', 'largest gap', 'seconds'],
    rows: trajectories.map((t) => {
      const last = t.times.length - 1;
      const gaps = t.gap.filter((g) => g !== null);
      return [
        labelOf(t),
        last,
        formatNumber(t.energy[last], 8),
        steady === null ? '–' : t.energy[last] - steady.energy,
        gaps.length === 0 ? '–' : Math.max(...gaps),
        t.wallSeconds,
      ];
    }),
  };
}

function distanceTable(of: 'l1' | 'wasserstein', { times, distances }: Comparison): Table[] {
  const rows = distances.flatMap(({ between, noise, [of]: values }) =>
    values === null
      ? []
      : [[between.join(' – '), ...values.map((d, k) => (of === 'l1' ? withNoise(d, noise?.[k]) : d))]],
  );
  const symbol = of === 'l1' ? 'L¹' : 'W₂';
  const columns = ['solvers', ...times.map((t) => `t = ${formatNumber(t)}`)];
  const caption =
    of === 'l1'
      ? 'Cell by cell, of densities on the same grid.'
      : 'Exact, of the piecewise constant densities.';
  return rows.length === 0 ? [] : [{ id: of, title: `${symbol} distances`, caption, columns, rows }];
}

/** Tables and figures that set runs on the same flow side by side, and the numbers behind them. */
export function comparisonEvidence(
  trajectories: readonly Trajectory[],
  steady: SteadyResult | null,
): { readonly evidence: Evidence[]; readonly comparison: Comparison } {
  const labels = trajectories.map(labelOf);
  const comparison = compare(trajectories, { labels });
  const curves = trajectories.map(({ times, energy }, k) => ({ label: labels[k], times, energy }));
  const tables = [
    runTable(trajectories, steady),
    ...distanceTable('l1', comparison),
    ...distanceTable('wasserstein', comparison),
  ];
  const evidence: Evidence[] = tables.map((table) => ({ kind: 'table', table }));
  evidence.push({ kind: 'figure', figure: energyFigure(curves, steady?.energy ?? null) });
  const { grid } = trajectories[0].flow;
  if (grid.dimension === 1) {
    const last = trajectories.flatMap(({ snapshots }, k) => {
      const snapshot = snapshots[snapshots.length - 1];
      return snapshot === undefined ? [] : [{ label: labels[k], density: snapshot.density.values }];
    });
    evidence.push({ kind: 'figure', figure: densityFigure(grid, last, 'Densities at the end of the runs.') });
  }
  return { evidence, comparison };
}
