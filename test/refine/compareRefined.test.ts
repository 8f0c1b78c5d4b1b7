import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../solvers/finite-volume/index.ts';
import { jko } from '../../solvers/jko/index.ts';
import {
  compareRefined,
  compareRefinedAsync,
  density,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  l1Distance,
  refinedComparisonFigure,
  refinedComparisonTables,
  type SolverAt,
  solve,
  steadyState,
} from '../../src/index.ts';

const flowAt = (cells: readonly number[]): GradientFlow<LocalEnergy> =>
  gradientFlow({
    energy: entropy(),
    initial: density(grid([[0, 1]], cells), (x) => 1 + 0.5 * Math.cos(Math.PI * x)),
  });
const solvers: Readonly<Record<string, SolverAt<LocalEnergy>>> = {
  jko: (timeStep) => jko({ timeStep }),
  implicit: (timeStep) => finiteVolume({ timeStep }),
};
const start = { cells: [16], timeStep: 0.01, until: 0.08 };

describe('compareRefined', () => {
  const found = compareRefined(flowAt, solvers, {
    ...start,
    in: 'time',
    window: [0.02, 0.08],
    steadyEnergy: ({ energy, grid: box }) => steadyState(energy, box).energy,
  });

  test('measures what two runs by hand do', () => {
    const [a, b] = Object.values(solvers).map(
      (at) => solve(flowAt([16]), at(0.005), { until: 0.08 }).snapshots[0],
    );
    const level = found.levels[1];
    expect(level.comparison.distances[0].l1).toEqual([l1Distance(a.density, b.density)]);
    expect(level.costs.map((c) => [c.solver, c.steps, c.seconds])).toEqual([
      ['jko', 16, null],
      ['implicit', 16, null],
    ]);
    expect(found.pairs[0].orders.l1?.errors[1]).toBe(l1Distance(a.density, b.density));
  });

  test('JKO and backward Euler with the same face mean come together at first order, in every distance', () => {
    for (const order of Object.values(found.pairs[0].orders)) expect(order?.order).toBeCloseTo(1, 0);
  });

  test('ΔE of the slowest mode decays at 2π² in the limit, on every level within its own error', () => {
    const rates = found.levels.map(({ comparison }) => comparison.runs.map((r) => r.rate?.rate ?? 0));
    const off = rates.map(([, implicit]) => Math.abs(implicit / (2 * Math.PI ** 2) - 1));
    expect(off[2]).toBeLessThan(off[0]);
    expect(off[2]).toBeLessThan(0.05);
  });

  test('in space, the same run by two names has no order', () => {
    const twice = { one: solvers.implicit, two: solvers.implicit };
    const same = compareRefined(flowAt, twice, { ...start, in: 'space', levels: 2 });
    expect(same.levels.map((l) => l.cells)).toEqual([[16], [32]]);
    expect(same.pairs[0].orders).toEqual({ l1: null, wasserstein: null, energy: null });
    expect(refinedComparisonFigure(same)).toBeNull();
  });

  test('is plain data, reads as tables and a figure, and is the same when it gives way', async () => {
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    const [agreement, costs] = refinedComparisonTables(found);
    expect(agreement.rows).toHaveLength(3);
    expect(costs.rows).toHaveLength(6);
    for (const { rows, columns } of [agreement, costs])
      for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(refinedComparisonFigure(found)?.series[0].label).toBe('jko – implicit');
    const options = { ...start, in: 'both' as const, levels: 2 };
    expect(await compareRefinedAsync(flowAt, solvers, options)).toEqual(
      compareRefined(flowAt, solvers, options),
    );
  });

  test('refuses what cannot be compared', () => {
    expect(() => compareRefined(flowAt, { jko: solvers.jko }, { ...start, in: 'time' })).toThrow(
      'two or more solvers',
    );
    expect(() => compareRefined(flowAt, solvers, { ...start, in: 'time', window: [0, 1] })).toThrow(
      'together with steadyEnergy',
    );
    expect(() => compareRefined(flowAt, solvers, { ...start, in: 'time', levels: 1 })).toThrow('levels is 1');
  });
});
