import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../solvers/finite-volume/index.ts';
import type { LocalEnergy } from '../../src/index.ts';
import {
  ArgumentError,
  compare,
  comparisonTable,
  density,
  entropy,
  gradientFlow,
  grid,
  l1Distance,
  potential,
  relativeEnergies,
  type Solver,
  solve,
  steadyState,
  sum,
  type Trajectory,
  wassersteinDistance,
} from '../../src/index.ts';

const energy = sum(
  entropy(),
  potential((x) => 2 * x * x),
);

function run(
  cells: number,
  solver: Solver<LocalEnergy>,
  saveAt: readonly number[] = [0, 0.05, 0.1],
): Trajectory {
  const box = grid([[-0.5, 0.5]], [cells]);
  const initial = density(box, (x) => 1 + 0.8 * Math.sin(Math.PI * x), { mass: 1 });
  return solve(gradientFlow({ energy, initial }), solver, { until: 0.2, saveAt });
}

const implicit = finiteVolume({ timeStep: 2e-3 });
const finer = finiteVolume({ timeStep: 1e-3 });
const a = run(40, implicit);
const b = run(40, finer);

describe('compare', () => {
  test('measures every pair at the common times', () => {
    const c = run(40, finiteVolume({ method: 'explicit' }), [0.05, 0.1, 0.15]);
    const comparison = compare([a, b, c]);
    expect(comparison.times).toEqual([0.05, 0.1, 0.2]);
    expect(comparison.runs.map((r) => r.label)).toEqual([
      'finite-volume/implicit 1',
      'finite-volume/implicit 2',
      'finite-volume/explicit',
    ]);
    expect(comparison.distances.map((d) => d.between)).toEqual([
      ['finite-volume/implicit 1', 'finite-volume/implicit 2'],
      ['finite-volume/implicit 1', 'finite-volume/explicit'],
      ['finite-volume/implicit 2', 'finite-volume/explicit'],
    ]);
    const [p, q] = [a.snapshots[1].density, c.snapshots[0].density];
    expect(comparison.distances[1].l1?.[0]).toBe(l1Distance(p, q));
    expect(comparison.distances[1].wasserstein?.[0]).toBe(wassersteinDistance(p, q));
    // First order in time: half the step, half the distance.
    const [coarse, fine] = [comparison.distances[1].l1?.[1], comparison.distances[2].l1?.[1]];
    expect((coarse ?? 0) / (fine ?? 1)).toBeGreaterThan(1.6);
    for (const r of comparison.runs) for (const m of r.mass) expect(m).toBeCloseTo(1, 13);
  });

  test('on different grids there is W₂ alone', () => {
    const comparison = compare([a, run(64, implicit)], { labels: ['40 cells', '64 cells'] });
    expect(comparison.distances[0].l1).toBeNull();
    expect(comparison.distances[0].wasserstein?.[1]).toBeLessThan(1e-3);
  });

  test('fits decay rates where a steady energy and a window are given, but not to noise', () => {
    const steady = steadyState(energy, a.flow.grid);
    const options = { steadyEnergy: steady.energy, window: [0.1, 0.2] as const };
    const [first] = compare([a, b], options).runs;
    expect(first.rate?.rate).toBeGreaterThan(15);
    expect(compare([a, b]).runs[0].rate).toBeNull();
    const noisy = compare([a, b], { ...options, steadyEnergy: a.energy[a.energy.length - 1] });
    expect(noisy.runs[0].rate).toBeNull();
  });

  test('survives JSON, and reads as a table', () => {
    const comparison = compare([a, b], { labels: ['coarse', 'fine'] });
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
    const table = comparisonTable(comparison);
    expect(table.rows).toHaveLength(comparison.times.length);
    expect(table.rows[0][0]).toBe('coarse – fine');
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  test('refuses what cannot be compared', () => {
    expect(() => compare([a])).toThrow(ArgumentError);
    expect(() => compare([a, b], { labels: ['same', 'same'] })).toThrow(/labels/);
    const box = grid([[0, 1]], [40]);
    const elsewhere = gradientFlow({ energy, initial: density(box, () => 1) });
    expect(() => compare([a, solve(elsewhere, implicit, { until: 0.2 })])).toThrow(/same box/);
    const other = gradientFlow({ energy, initial: a.flow.initial });
    expect(() => compare([a, solve(other, implicit, { until: 0.03 })])).toThrow(/common time/);
  });
});

test('relativeEnergies are positive and decrease beyond where differences are noise', () => {
  const box = grid([[-0.5, 0.5]], [40]);
  const initial = density(box, (x) => 1 + 0.8 * Math.sin(Math.PI * x), { mass: 1 });
  const saveAt = Array.from({ length: 20 }, (_, k) => 0.1 * k);
  const trajectory = solve(gradientFlow({ energy, initial }), implicit, { until: 2, saveAt });
  const { times, relative, difference } = relativeEnergies(trajectory, steadyState(energy, box));
  expect(times).toHaveLength(21);
  for (const [k, value] of relative.entries()) {
    expect(Math.abs(value - difference[k])).toBeLessThan(1e-14);
    // Down to the rounding of p itself, p δp²/2 with δp/p of some 1e-15.
    if (k > 0 && value > 1e-28) expect(value).toBeLessThan(relative[k - 1]);
  }
  expect(relative[10]).toBeLessThan(1e-8);
  expect(relative[20]).toBeLessThan(1e-16);
  expect(relative[10]).toBeGreaterThan(0);
});
