import {
  density,
  entropy,
  excludedVolume,
  faceMean,
  faceMeanNames,
  gradientFlow,
  grid,
  indicator,
  type LocalEnergy,
  l1Distance,
  potential,
  power,
  steadyState,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { jko } from '../../../solvers/jko/index.ts';
import { emptyIterate } from '../../../solvers/jko/newton/iterate.ts';
import { solveNewton } from '../../../solvers/jko/newton/solve.ts';
import { coldStart } from '../../../solvers/jko/newton/start.ts';
import { newtonSolver } from '../../../solvers/jko/newton.ts';
import { paperFlow } from './support/paper.ts';

const box = grid([[-0.5, 0.5]], [50]);
const tilted = entropy()
  .plus(excludedVolume(0.297))
  .plus(potential((x) => Math.sin(4 * x)));
const bump = density(box, (x) => 1 + 0.9 * Math.cos(5 * x + 1), { mass: 1 });

function afterOneStep(
  energy: LocalEnergy,
  initial = bump,
  timeStep = 0.01,
  innerIntervals = 1,
  tolerance = 1e-13,
) {
  const flow = gradientFlow({ energy, initial });
  const solver = jko({ timeStep, innerIntervals, tolerance });
  const step = solver.step(solver.init(flow), flow, Infinity);
  expect(step.status).toBe('converged');
  return step.density;
}

describe('what must not move does not move', () => {
  for (const innerIntervals of [1, 2, 4]) {
    test(`steady states stay, S = ${innerIntervals}`, () => {
      for (const timeStep of [1e-5, 1e-2, 1]) {
        const steady = steadyState(tilted, box).density;
        const flow = gradientFlow({ energy: tilted, initial: steady });
        const solver = jko({ timeStep, innerIntervals });
        const state = solver.init(flow);
        for (let k = 0; k < 3; k++) {
          const step = solver.step(state, flow, Infinity);
          expect(step.status).toBe('converged');
          const largest = step.density.values.reduce(
            (m, p, i) => Math.max(m, Math.abs(p - steady.values[i])),
            0,
          );
          expect(largest).toBeLessThan(1e-12 * Math.max(...steady.values));
          expect(step.transport).toBeLessThan(1e-7);
        }
      }
    });
  }

  test('the compactly supported steady state of a porous medium stays', () => {
    const energy = power(2).plus(potential((x) => 20 * x * x));
    const steady = steadyState(energy, box).density;
    expect(Math.min(...steady.values)).toBe(0);
    expect(l1Distance(afterOneStep(energy, steady), steady)).toBeLessThan(1e-7);
  });

  test('constants added to V change nothing, however large', () => {
    const here = afterOneStep(tilted);
    for (const constant of [10, -1e3, 1e6]) {
      const there = afterOneStep(tilted.plus(potential(() => constant)));
      // Potentials are known to a rounding of the constant.
      expect(l1Distance(here, there)).toBeLessThan(1e-9 + 1e-12 * Math.abs(constant));
    }
  });

  test('in a mirror everything happens mirrored', () => {
    const mirror = (p: Float64Array) => density(box, p.slice().reverse());
    const reflected = entropy()
      .plus(excludedVolume(0.297))
      .plus(potential((x) => Math.sin(-4 * x)));
    for (const innerIntervals of [1, 3]) {
      const here = afterOneStep(tilted, bump, 0.01, innerIntervals);
      const there = afterOneStep(reflected, mirror(bump.values), 0.01, innerIntervals);
      expect(l1Distance(mirror(here.values), there)).toBeLessThan(1e-10);
    }
  });

  test('units: lengths by L and times by L², masses by any factor', () => {
    const heat = entropy();
    const here = afterOneStep(heat, bump, 0.01);
    for (const [length, mass] of [
      [1000, 1],
      [1e-3, 1e6],
      [7, 1e-6],
    ]) {
      const wide = grid([[-0.5 * length, 0.5 * length]], [50]);
      const initial = density(wide, bump.values, { mass });
      const there = afterOneStep(heat, initial, 0.01 * length ** 2);
      const same = density(box, there.values, { mass: 1 });
      expect(l1Distance(here, same)).toBeLessThan(1e-8);
    }
  });
});

describe('a step', () => {
  test('has one answer, wherever the iteration starts', () => {
    const n = box.size;
    const heights = [1, 7, 1e-4, 300];
    for (const name of faceMeanNames) {
      const problem = {
        energy: tilted.on(box),
        previous: bump.values,
        timeStep: 0.02,
        intervals: 2,
        faceMean: faceMean(name),
      };
      const answers = heights.map((height) => {
        const it = emptyIterate(n, 2);
        coldStart(it, problem);
        for (let j = 0; j < 2; j++) {
          const start = it.path.density.subarray(j * n, (j + 1) * n);
          const other = start.map((p, i) => p * (1 + height * (1 + Math.sin(height + i * i + j))));
          start.set(density(box, other, { mass: 1 }).values);
        }
        for (let k = 0; k < 2 * n; k++) it.path.potential[k] = 0.1 * height * Math.cos(3 * k + height);
        expect(solveNewton(it, problem, 1e-13, 200).status).toBe('converged');
        return density(box, it.path.density.subarray(n));
      });
      for (const other of answers.slice(1)) expect(l1Distance(answers[0], other)).toBeLessThan(1e-6);
    }
  });

  test('ends with φ = −δE(p) but for the discrete correction, (2.10)', () => {
    const flow = gradientFlow({ energy: tilted, initial: bump });
    const n = box.size;
    const h = box.cellVolume;
    for (const innerIntervals of [1, 2, 4]) {
      for (const timeStep of [1e-4, 1e-2]) {
        const solver = newtonSolver({ timeStep, innerIntervals, tolerance: 1e-13 });
        const state = solver.init(flow);
        const step = solver.step(state, flow, Infinity);
        if (state.kind !== 'line') throw new Error('a line was expected');
        const phi = state.state.iterate.path.potential.subarray((innerIntervals - 1) * n);
        const slope = new Float64Array(n);
        flow.discrete.firstVariation(slope, step.density.values);
        for (let i = 0; i < n; i++) {
          const left = i > 0 ? ((phi[i] - phi[i - 1]) / h) ** 2 : 0;
          const right = i < n - 1 ? ((phi[i + 1] - phi[i]) / h) ** 2 : 0;
          const correction = (timeStep / (4 * innerIntervals)) * 0.5 * (left + right);
          expect(Math.abs(phi[i] - correction + slope[i])).toBeLessThan(1e-6);
        }
      }
    }
  });

  test('does not depend on the steps before it: a warm start finds what a cold one does', () => {
    const flow = paperFlow(50);
    const solver = jko({ timeStep: 1e-3, tolerance: 1e-12 });
    const state = solver.init(flow);
    const first = solver.step(state, flow, Infinity).density;
    const warm = solver.step(state, flow, Infinity).density;
    const again = gradientFlow({ energy: flow.energy, initial: first });
    const cold = solver.step(solver.init(again), again, Infinity).density;
    expect(l1Distance(warm, cold)).toBeLessThan(1e-6);
  });

  test('of vanishing length leaves the density where it is', () => {
    const moved = [1e-4, 1e-6, 1e-8].map((timeStep) =>
      l1Distance(afterOneStep(tilted, bump, timeStep), bump),
    );
    expect(moved[1] / moved[0]).toBeLessThan(0.015);
    expect(moved[2] / moved[1]).toBeLessThan(0.0101);
  });

  test('from data symmetric about the middle is symmetric', () => {
    const symmetric = indicator(box, [[-0.2, 0.2]]);
    const { values } = afterOneStep(entropy(), symmetric, 1e-3, 2);
    for (let i = 0; i < 25; i++) expect(Math.abs(values[i] - values[49 - i])).toBeLessThan(1e-9);
  });
});
