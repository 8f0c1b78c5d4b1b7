import fc from 'fast-check';
import {
  coarseGrain,
  density,
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  hardSphere,
  indicator,
  type LocalEnergy,
  particleModel,
  potential,
  power,
  type Step,
  sum,
  uniform,
} from 'ottoflow';
import { gradientFlows, grids, localEnergies, timeSteps } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { type JkoSettings, jko } from '../../../solvers/jko/index.ts';
import { expectSound } from './support/expectSound.ts';

function run(flow: GradientFlow<LocalEnergy>, settings: JkoSettings, steps = 3): Step[] {
  const solver = jko(settings);
  const state = solver.init(flow);
  return Array.from({ length: steps }, () => solver.step(state, flow, Infinity));
}

function expectSolved(flow: GradientFlow<LocalEnergy>, steps: readonly Step[], iterations = 50): void {
  expectSound(flow, steps);
  for (const step of steps) {
    expect(step.status).toBe('converged');
    expect(step.iterations).toBeLessThanOrEqual(iterations);
  }
}

const box = grid([[-0.5, 0.5]], [80]);
const block = indicator(box, [[-0.1, 0.15]]);

/** Rods of ε = 0.005, a hundred of them, in [−½, ½]: close-packed at density 2. */
const rods = coarseGrain(
  particleModel({
    particles: 100,
    epsilon: 0.005,
    pair: hardSphere(),
    box: [[-0.5, 0.5]],
    initial: uniform(box),
  }),
  { closure: 'tonks' },
);

/** Flows with all kinds of energies and data, over all decades of time steps. */
const problems = fc.tuple(
  gradientFlows({
    energies: localEnergies(),
    grids: grids({ dimensions: [1], maxCells: 30, periodic: false }),
  }),
  timeSteps({ min: 1e-8, max: 1 }),
  fc.integer({ min: 1, max: 4 }),
);

describe('newton on hard data', () => {
  for (const energy of [power(2), power(3), power(1.5), power(2).plus(potential((x) => 30 * x))]) {
    for (const innerIntervals of [1, 2]) {
      test(`vacuum with a free boundary: ${energy.name}, S = ${innerIntervals}`, () => {
        const flow = gradientFlow({ energy, initial: block });
        for (const timeStep of [1e-5, 1e-3, 1e-1])
          expectSolved(flow, run(flow, { timeStep, innerIntervals }));
      });
    }
  }

  test('rods near close packing, an energy with a bound where its slope is infinite', () => {
    const initial = indicator(box, [[-0.3, 0.25]]);
    expect(Math.max(...initial.values)).toBeGreaterThan(0.85 * rods.capabilities.domain[1]);
    const flow = gradientFlow({ energy: rods, initial });
    for (const timeStep of [1e-5, 1e-3, 1e-1])
      for (const innerIntervals of [1, 3]) expectSolved(flow, run(flow, { timeStep, innerIntervals }));
    const pushed = gradientFlow({ energy: rods.plus(potential((x) => -40 * x)), initial });
    expectSolved(pushed, run(pushed, { timeStep: 1e-2 }, 6));
  });

  test('one, two and three cells', () => {
    for (const cells of [1, 2, 3]) {
      const tiny = grid([[0, 1]], [cells]);
      const energy = entropy().plus(potential((x) => 3 * x));
      const values = Float64Array.from({ length: cells }, (_, i) => (i === 0 ? 1 : 0));
      const flow = gradientFlow({ energy, initial: density(tiny, values, { mass: 2 }) });
      for (const innerIntervals of [1, 4]) {
        const steps = run(flow, { timeStep: 0.05, innerIntervals });
        expectSolved(flow, steps);
        if (cells === 1) {
          expect(steps[2].density.values[0]).toBeCloseTo(2, 14);
          expect(steps[2].transport).toBe(0);
        }
      }
    }
  });

  test('time steps from 1e-8 to 100', () => {
    const flow = gradientFlow({ energy: entropy().plus(excludedVolume(0.297)), initial: block });
    for (const timeStep of [1e-8, 1e-6, 1, 100])
      for (const innerIntervals of [1, 2]) expectSolved(flow, run(flow, { timeStep, innerIntervals }), 100);
  });

  test('a spike: all of the mass in one cell', () => {
    for (const cell of [0, 37, 79]) {
      const values = new Float64Array(80);
      values[cell] = 1;
      const flow = gradientFlow({ energy: entropy(), initial: density(box, values, { mass: 1 }) });
      for (const timeStep of [1e-6, 1e-3, 1e-1])
        for (const innerIntervals of [1, 4]) expectSolved(flow, run(flow, { timeStep, innerIntervals }));
    }
  });

  test('boxes and masses of any size', () => {
    for (const [length, mass] of [
      [1000, 1],
      [1000, 1e6],
      [1000, 1e-6],
      [1e-3, 1e6],
      [1e-3, 1e-6],
    ]) {
      const wide = grid([[0, length]], [60]);
      const initial = indicator(wide, [[0.3 * length, 0.5 * length]], { mass });
      for (const energy of [entropy(), entropy().plus(excludedVolume(0.3 * (length / mass)))]) {
        const flow = gradientFlow({ energy, initial });
        for (const part of [1e-4, 1e-2])
          expectSolved(flow, run(flow, { timeStep: part * length ** 2, innerIntervals: 2 }));
      }
    }
  });

  test('two wells that hardly speak to each other', () => {
    const energy = entropy()
      .scale(0.05)
      .plus(potential((x) => 2 * Math.cos(4 * Math.PI * x)));
    const flow = gradientFlow({ energy, initial: uniform(box) });
    for (const timeStep of [1e-3, 1e-1])
      expectSolved(flow, run(flow, { timeStep, innerIntervals: 2 }, 5), 60);
  });

  test('potentials with large constants', () => {
    const energy = sum(
      entropy(),
      potential((x) => 1e6 + Math.cos(3 * x)),
    );
    const flow = gradientFlow({ energy, initial: block });
    expectSolved(flow, run(flow, { timeStep: 1e-3, tolerance: 1e-6 }));
  });

  test('says so when its iterations run out, and returns the best feasible density that it met', () => {
    const flow = gradientFlow({ energy: entropy(), initial: block });
    for (const innerIntervals of [1, 2]) {
      const steps = run(flow, { timeStep: 1e-3, innerIntervals, maxIterations: 4 });
      expectSound(flow, steps);
      expect(steps[0].status).toBe('iteration-limit');
      for (const step of steps) expect(step.iterations).toBeLessThanOrEqual(4);
      expect(steps[0].certificate?.gap).toBeLessThan(Infinity);
    }
  });

  test('random flows, steps and numbers of intervals: nothing is ever unsound, and nearly everything is solved', () => {
    const unsolved: string[] = [];
    let steps = 0;
    fc.assert(
      fc.property(problems, ([flow, timeStep, innerIntervals]) => {
        const made = run(flow, { timeStep, innerIntervals });
        expectSound(flow, made);
        for (const step of made) {
          expect(step.iterations).toBeLessThanOrEqual(200);
          steps++;
          if (step.status !== 'converged')
            unsolved.push(`${flow.name}, τ = ${timeStep}, S = ${innerIntervals}`);
        }
      }),
      { numRuns: 200, endOnFailure: true, seed: 1 },
    );
    expect(steps).toBe(600);
    expect(unsolved.length, unsolved.join('; ')).toBeLessThanOrEqual(3);
  });
});

describe('primalDual on hard data', () => {
  test('is sound whatever happens: vacuum, spikes, tiny grids', () => {
    const spike = new Float64Array(80);
    spike[11] = 1;
    const flows = [
      gradientFlow({ energy: power(2), initial: block }),
      gradientFlow({ energy: power(3), initial: block }),
      gradientFlow({ energy: rods, initial: indicator(box, [[-0.3, 0.25]]) }),
      gradientFlow({ energy: entropy(), initial: density(box, spike, { mass: 1 }) }),
      gradientFlow({ energy: entropy(), initial: density(grid([[0, 1]], [1]), [1]) }),
      gradientFlow({ energy: entropy(), initial: density(grid([[0, 1]], [2]), [1, 0]) }),
    ];
    for (const flow of flows) {
      for (const timeStep of [1e-4, 1e-2]) {
        for (const innerIntervals of [1, 2]) {
          const method = 'primalDual';
          const steps = run(
            flow,
            { method, timeStep, innerIntervals, tolerance: 1e-2, maxIterations: 2000 },
            2,
          );
          expectSound(flow, steps);
          for (const step of steps) expect(step.status).toBe('converged');
        }
      }
    }
  });

  test('is sound on random flows, however few iterations it is given', () => {
    fc.assert(
      fc.property(problems, ([flow, timeStep, innerIntervals]) => {
        const method = 'primalDual';
        expectSound(flow, run(flow, { method, timeStep, innerIntervals, maxIterations: 30 }, 2));
      }),
      { numRuns: 100 },
    );
  });
});
