import {
  ArgumentError,
  CapabilityError,
  coarseGrain,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  meanField,
  nonInteracting,
  particleModel,
  type Step,
  solve,
  uniform,
  yukawa,
} from 'ottoflow';
import {
  densityEstimate,
  ensemble,
  freeEnergyEstimate,
  momentEstimates,
  particles,
  rodDensity,
} from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { strip } from './rodModels.ts';

const model = strip(30, 0.005, 0.1, 0.4, 50);
const flow = gradientFlow({ energy: coarseGrain(model), initial: model.initial });

function steps(
  of: GradientFlow,
  settings: Parameters<typeof particles>[1],
  until: number,
  saveAt: number[] = [],
): Step[] {
  const all: Step[] = [];
  solve(of, particles(model, settings), { until, saveAt, onStep: (step) => all.push(step) });
  return all;
}

test('jumps from stop to stop, and is the ensemble at these times to the bit', () => {
  const taken = steps(flow, { realisations: 40, seed: 9 }, 0.1, [0.01, 0.03]);
  const rods = ensemble(model, { times: [0.01, 0.03, 0.1], realisations: 40, seed: 9 });
  expect(taken.map(({ time, index }) => [index, time])).toEqual([
    [1, 0.01],
    [2, 0.03],
    [3, 0.1],
  ]);
  taken.forEach((step, k) => {
    const { density, standardError } = densityEstimate(rods, k);
    expect(step.density.values).toEqual(density.values);
    const energy = freeEnergyEstimate(flow.energy, rods, k);
    expect(step.energy).toBe(energy.value);
    const { mean, meanSquare } = momentEstimates(rods, k);
    expect(step.diagnostics).toEqual({
      energyError: energy.standardError,
      energyPlugIn: energy.plugIn,
      energyIndependent: energy.independent,
      overlaps: 0,
      densityError: expect.closeTo(standardError.reduce((a, b) => a + b, 0) / 50, 14),
      mean0: mean[0].value,
      mean0Error: mean[0].standardError,
      meanSquare0: meanSquare[0].value,
      meanSquare0Error: meanSquare[0].standardError,
    });
    expect([step.certificate, step.transport, step.dissipation, step.status]).toEqual([
      null,
      null,
      null,
      'converged',
    ]);
  });
});

test('a time step divides the way into exact steps that land on every stop', () => {
  const taken = steps(flow, { realisations: 3, timeStep: 0.004 }, 0.01, [0.006]);
  expect(taken.map((step) => step.time)).toEqual([0.004, 0.006, 0.01]);
  expect(taken.reduce((s, step) => s + step.timeStep, 0)).toBeCloseTo(0.01, 15);
});

test('mass is one and the density near the exact one', () => {
  const [step] = steps(flow, { realisations: 400, seed: 2 }, 0.05);
  expect(step.density.mass).toBeCloseTo(1, 14);
  const exact = rodDensity(model, flow.grid, 0.05).values;
  const distance = step.density.values.reduce((s, p, i) => s + Math.abs(p - exact[i]) / 50, 0);
  // The mean of |z| is √(2/π).
  expect(distance / step.diagnostics.densityError).toBeCloseTo(Math.sqrt(2 / Math.PI), 0);
});

test('serves any flow over the box, whatever its energy and its grid', () => {
  const coarse = grid([[-0.5, 0.5]], [20]);
  for (const energy of [entropy(), nonInteracting(model), coarseGrain(model, { closure: 'tonks' })]) {
    const other = gradientFlow({ energy, initial: indicator(coarse, [[0.1, 0.4]]) });
    const [step] = steps(other, { realisations: 5 }, 0.01);
    expect(step.density.grid).toBe(coarse);
    expect(Number.isFinite(step.energy)).toBe(true);
  }
});

test('settings are written down in full', () => {
  const solver = particles(model);
  expect([solver.name, solver.method]).toEqual(['particles', 'rods']);
  expect(solver.settings).toEqual({ realisations: 100, timeStep: null, seed: 1, sweeps: null });
});

describe('what is refused', () => {
  test('models that a sampler cannot treat, by what is missing', () => {
    const { initial } = model;
    const soft = particleModel({ particles: 5, epsilon: 0.1, pair: yukawa(), initial });
    const rods = { scheme: 'rods' } as const;
    expect(() => particles(soft, rods)).toThrow(CapabilityError);
    expect(() => particles(soft, rods)).toThrow('particles needs hard rods between walls');
    expect(particles(particleModel({ ...model, external: (x) => x })).method).toBe('rods');
    expect(() => meanField(model)).toThrow(CapabilityError);
  });

  test('flows over another box, of another mass or from another start', () => {
    const run = (initial: GradientFlow['initial']): unknown =>
      solve(gradientFlow({ energy: entropy(), initial }), particles(model, { realisations: 2 }), {
        until: 0.1,
      });
    expect(() => run(uniform(grid([[0, 1]], [50])))).toThrow(/flow\.grid/);
    expect(() => run(uniform(flow.grid, { mass: 2 }))).toThrow(/flow\.initial\.mass/);
    expect(() => run(uniform(flow.grid))).toThrow(/flow\.initial is/);
  });

  test('settings out of range', () => {
    for (const settings of [{ realisations: 0 }, { timeStep: 0 }, { seed: -1 }])
      expect(() => particles(model, settings)).toThrow(ArgumentError);
    const misspelt: object = { realisation: 3 };
    expect(() => particles(model, misspelt)).toThrow(/did you mean realisations/);
  });
});
