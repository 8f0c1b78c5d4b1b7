import {
  densityFigure,
  type Evidence,
  energyFigure,
  type GradientFlow,
  type Table,
} from '../../src/index.ts';
import type { Refined } from './generalChecks.ts';
import { restEnergy } from './runChecks.ts';

function runTable(runs: readonly Refined[]): Table {
  return {
    id: 'runs',
    title: 'Runs',
    caption: 'Each solver at the time step of the problem and at half of it.',
    columns: ['solver', 'steps', 'iterations per step', 'energy at the end', 'at half the time step'],
    rows: runs.map(({ label, coarse, fine }) => {
      const steps = coarse.times.length - 1;
      const iterations = coarse.iterations.reduce((a, b) => a + b, 0) / steps;
      return [label, steps, iterations, coarse.energy[steps], fine.energy[fine.energy.length - 1]];
    }),
  };
}

/** The table of the runs, the decay of their energies, and their densities at the end. */
export function* generalFigures({ grid }: GradientFlow, runs: readonly Refined[]): Generator<Evidence> {
  if (runs.length === 0) return;
  yield { kind: 'table', table: runTable(runs) };
  const curves = runs.map(({ label, fine: { times, energy } }) => ({ label, times, energy }));
  yield { kind: 'figure', figure: energyFigure(curves, restEnergy(runs[0].fine)) };
  if (grid.dimension !== 1) return;
  const [{ fine }] = runs;
  const start = { label: 'initial', density: fine.flow.initial.values, style: 'line' as const };
  const ends = runs.flatMap(({ label, fine: { snapshots } }) => {
    const last = snapshots[snapshots.length - 1];
    return last === undefined
      ? []
      : [{ label: `${label}, end`, density: last.density.values, style: 'dashed' as const }];
  });
  const caption = 'Densities at the beginning, and at the end of each run at half the time step.';
  yield { kind: 'figure', figure: densityFigure(grid, [start, ...ends], caption) };
}
