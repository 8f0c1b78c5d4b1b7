import { describe, expect, test } from 'vitest';
import { finiteVolume, jko, particles } from '../../solvers/index.ts';
import {
  ConvergenceError,
  compare,
  compareRefined,
  comparisonTable,
  density,
  type GradientFlow,
  gradientFlow,
  grid,
  hardSphere,
  nonInteracting,
  type ParticleModel,
  particleModel,
  refine,
  refinedComparisonTables,
  type SolverAt,
  solve,
} from '../../src/index.ts';

const start = (cells: readonly number[]) =>
  density(grid([[0, 1]], cells), (x) => 1 + 0.5 * Math.cos(Math.PI * x));
const modelAt = (cells: readonly number[]): ParticleModel =>
  particleModel({ particles: 20, epsilon: 1e-6, pair: hardSphere(), initial: start(cells) });
// Rods of next to no length are independent particles, whose density solves the heat equation.
const flowAt = (cells: readonly number[]): GradientFlow =>
  gradientFlow({ energy: nonInteracting(modelAt(cells)), initial: start(cells) });
const model = modelAt([16]);
const sampled =
  (realisations: number): SolverAt =>
  () =>
    particles(model, { realisations, seed: 3 });

describe('runs that are sampled', () => {
  const run = solve(flowAt([16]), sampled(400)(1), { until: 0.02 });
  const exact = solve(flowAt([16]), finiteVolume({ timeStep: 2e-4, order: 2 }), { until: 0.02 });
  const found = compare([run, exact]);

  test('are apart from the law they are drawn from by the noise that is said', () => {
    const [{ l1, noise }] = found.distances;
    // A mean of 16 |Z|, with a relative deviation of √(π/2 − 1)/4 = 0.19: three of them.
    const ratio = (l1?.[0] ?? 0) / (noise?.[0] ?? 0);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.57);
    expect(noise?.[0]).toBeGreaterThan(1e-3);
  });

  test('have the energy that is corrected for bias, with its standard error', () => {
    const [{ energy, energyError }, other] = found.runs;
    expect(energy[0]).toBe(run.energy[1]);
    expect(other.energyError).toBeNull();
    expect(Math.abs(energy[0] - other.energy[0])).toBeLessThan(3 * (energyError?.[0] ?? 0));
    expect(String(comparisonTable(found).rows[0][2])).toMatch(/^0\.\d+ \(noise 0\.\d+\)$/);
  });

  test('have no order where all that is seen is noise, and others beside them have theirs', () => {
    const solvers: Readonly<Record<string, SolverAt>> = {
      jko: (timeStep) => jko({ timeStep }),
      implicit: (timeStep) => finiteVolume({ timeStep }),
      particles: sampled(50),
    };
    const refined = compareRefined(flowAt, solvers, {
      in: 'time',
      cells: [16],
      timeStep: 5e-3,
      until: 0.02,
      levels: 2,
    });
    const [both, withJko] = refined.pairs;
    expect(both.orders.l1?.order).toBeGreaterThan(0.7);
    expect(both.noise.l1).toEqual([null, null]);
    expect(withJko.between).toEqual(['jko', 'particles']);
    expect(withJko.orders).toEqual({ l1: null, wasserstein: null, energy: null });
    // What is null is the order, not what was measured.
    expect(withJko.distances.l1.every((d) => d !== null && d > 0)).toBe(true);
    const [agreement] = refinedComparisonTables(refined);
    expect(String(agreement.rows[2][3])).toMatch(/\(noise 0\.\d+\)$/);
    expect(String(agreement.rows[2][5])).toMatch(/\(noise unknown\)$/);
    expect(agreement.caption).toContain('three times the noise');
  });

  test('and where steps err by more than that, the order is there', () => {
    const rough: SolverAt = (timeStep) => finiteVolume({ timeStep });
    const solvers = { rough, particles: sampled(4000) };
    const refined = compareRefined(flowAt, solvers, {
      in: 'time',
      cells: [4],
      timeStep: 0.2,
      until: 0.2,
      levels: 2,
    });
    const { l1 } = refined.pairs[0].orders;
    expect(l1?.order).toBeGreaterThan(0.5);
  });

  test('are not refined into their noise', () => {
    const options = { in: 'time', cells: [16], timeStep: 0.01, until: 0.02, levels: 2 } as const;
    const reference = { solver: (timeStep: number) => finiteVolume({ timeStep, order: 2 }) };
    expect(() => refine(flowAt, sampled(50), { ...options, reference })).toThrow(ConvergenceError);
    expect(() => refine(flowAt, sampled(50), { ...options, reference, error: 'wasserstein' })).toThrow(
      'it has no order; try more realisations',
    );
  });
});
