import {
  type Density,
  density,
  entropy,
  type FlowAt,
  gradientFlow,
  grid,
  type LocalEnergy,
  potential,
  type RefineOptions,
  refine,
  type Solver,
} from 'ottoflow';
import { finiteVolume, jko } from 'ottoflow/solvers';
import { checkOrder } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { solverFamilies } from '../../src/cli/solvers.ts';
import { confinedGaussian } from './jko/support/exactFlows.ts';

/** A solver by its name, how tightly it solves a step, and its orders in time and space. */
interface Case {
  readonly name: string;
  readonly make: (timeStep: number) => Solver<LocalEnergy>;
  readonly time: number;
}

const cases: readonly Case[] = [
  { name: 'jko/newton', make: (timeStep) => jko({ timeStep }), time: 1 },
  { name: 'jko/newton, order 2', make: (timeStep) => jko({ timeStep, order: 2 }), time: 2 },
  {
    name: 'jko/primalDual',
    make: (timeStep) => jko({ method: 'primalDual', timeStep, tolerance: 1e-7 }),
    time: 1,
  },
  { name: 'jko/quantile', make: (timeStep) => jko({ method: 'quantile', timeStep }), time: 1 },
  { name: 'finite-volume/implicit', make: (timeStep) => finiteVolume({ timeStep }), time: 1 },
  {
    name: 'finite-volume/implicit, order 2',
    make: (timeStep) => finiteVolume({ timeStep, order: 2 }),
    time: 2,
  },
];
const explicit = (timeStep: number): Solver<LocalEnergy> => finiteVolume({ method: 'explicit', timeStep });

const flowAt: FlowAt<LocalEnergy> = (cells) =>
  gradientFlow({
    energy: entropy().plus(potential((x) => Math.cos(2 * Math.PI * x))),
    initial: density(grid([[0, 1]], cells), (x) => 1 + 0.6 * Math.cos(Math.PI * x)),
  });
const successive = { until: 0.02, cells: [40], timeStep: 6.25e-4 } as const;

test('every solver on a grid that the command line offers is here', () => {
  const offered = solverFamilies
    .filter((f) => !f.needsModel)
    .flatMap((f) => f.methods.map((m) => `${f.name}/${m}`));
  expect(new Set([...cases.map(({ name }) => name.split(',')[0]), 'finite-volume/explicit'])).toEqual(
    new Set(offered),
  );
});

describe.each(cases)('$name', ({ make, time }) => {
  test('has its order in time, from successive levels', () => {
    checkOrder(refine(flowAt, make, { ...successive, in: 'time' }), time, 0.15);
  });

  test('is of order two in space at a fixed time step, from successive levels', () => {
    checkOrder(refine(flowAt, make, { ...successive, cells: [20], in: 'space' }), 2, 0.15);
  });
});

describe('explicit finite volumes', () => {
  // Density rising and velocities of one sign on eight cells: the scheme in space is smooth, and steps are not cut.
  const smooth: FlowAt<LocalEnergy> = (cells) =>
    gradientFlow({
      energy: entropy(),
      initial: density(grid([[0, 1]], cells), (x) => 1 - 0.5 * Math.cos(Math.PI * x)),
    });

  test.each([1, 2, 3] as const)('are of order %i in time by Runge–Kutta steps of that order', (order) => {
    const solver = (timeStep: number): Solver<LocalEnergy> =>
      finiteVolume({ method: 'explicit', timeStep, order });
    checkOrder(
      refine(smooth, solver, { until: 0.05, cells: [8], timeStep: 0.05 / 8, in: 'time' }),
      order,
      0.15,
    );
  });

  test('are of order two in space', () => {
    checkOrder(refine(flowAt, explicit, { ...successive, cells: [40], levels: 4, in: 'space' }), 2, 0.15);
  });
});

describe('against a closed form', () => {
  const exact = (n: number) => confinedGaussian(n);
  const study: RefineOptions<LocalEnergy> = {
    ...{ until: 0.03, cells: [100], timeStep: 2e-4, levels: 3, in: 'space' },
    reference: ({ shape }, time): Density => exact(shape[0]).pde(time),
  };
  const gaussians: FlowAt<LocalEnergy> = ([n]) => exact(n).flow;

  test.each([
    ['implicit', (timeStep: number) => finiteVolume({ timeStep, order: 2 })],
    ['JKO', (timeStep: number) => jko({ timeStep, order: 2 })],
    ['explicit', explicit],
  ] as const)('%s: L¹, L∞, W₂ and energies are all of order two', (_name, make) => {
    for (const error of ['l1', 'largest', 'wasserstein', 'energy'] as const)
      checkOrder(refine(gaussians, make, { ...study, error }), 2, 0.25);
  });
});
