import { density, entropy, excludedVolume, gradientFlow, grid, internal, potential } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { jko } from '../../../solvers/jko/index.ts';
import { paperFlow } from './support/paper.ts';

/** Smooth positive data with the energy of the paper. */
function smoothFlow(cells: number) {
  const box = grid([[-0.5, 0.5]], [cells]);
  const profile = (x: number) => 1 + 0.9 * Math.cos(2 * Math.PI * x) * Math.cos(Math.PI * (x + 0.5));
  return gradientFlow({
    energy: entropy().plus(excludedVolume(0.297)),
    initial: density(box, profile, { mass: 1 }),
  });
}

function firstStep(
  flow: ReturnType<typeof smoothFlow>,
  timeStep: number,
  innerIntervals: number,
  tolerance: number,
) {
  const solver = jko({ method: 'primalDual', timeStep, innerIntervals, tolerance });
  return solver.step(solver.init(flow), flow, Infinity);
}

describe('primalDual', () => {
  for (const intervals of [1, 2, 4, 8]) {
    test(`reaches a relative gap of 1e-3 from the indicator, and 1e-7 on smooth data: S = ${intervals}`, () => {
      for (const timeStep of [1e-3, 1e-2, 1e-1]) {
        const rough = firstStep(paperFlow(100), timeStep, intervals, 1e-3);
        const smooth = firstStep(smoothFlow(100), timeStep, intervals, 1e-7);
        for (const [step, gap] of [
          [rough, 1e-3],
          [smooth, 1e-7],
        ] as const) {
          expect(step.status).toBe('converged');
          expect(step.certificate?.relativeGap).toBeLessThanOrEqual(gap);
          expect(Math.abs(step.density.mass - 1)).toBeLessThan(1e-13);
          const spent = (step.transport ?? Number.NaN) ** 2 / (2 * timeStep);
          const allowed = step.certificate?.gap ?? 0;
          expect(step.diagnostics.decrease - spent).toBeGreaterThanOrEqual(-allowed);
        }
      }
    });
  }

  test('takes as many iterations on 400 cells as on 100 where a cell is short against √(τ/S)', () => {
    for (const intervals of [1, 4]) {
      for (const timeStep of [1e-3, 1e-2]) {
        const iterations = [100, 400].map((n) => [
          firstStep(paperFlow(n), timeStep, intervals, 1e-3).iterations,
          firstStep(smoothFlow(n), timeStep, intervals, 1e-7).iterations,
        ]);
        // A certificate is taken every five iterations, later after every tenth more of them.
        for (const k of [0, 1]) expect(iterations[1][k]).toBeLessThanOrEqual(1.3 * iterations[0][k] + 5);
      }
    }
  });

  test('keeps densities under a bound that the energy sets', () => {
    // Entropy with p ≤ 1, pushed against the wall: without the bound the density there would be far above 1.
    const box = grid([[0, 1]], [50]);
    const congested = internal({
      name: 'congested entropy',
      U: (p) => (p > 0 ? p * Math.log(p) : 0),
      dU: (p) => Math.log(p) + 1,
      d2U: (p) => 1 / p,
      domain: [0, 1],
    });
    const pull = potential((x) => 20 * x);
    const initial = density(box, (x) => 0.4 + 0.2 * Math.cos(Math.PI * x));
    const flow = gradientFlow({ energy: congested.plus(pull), initial });
    const free = gradientFlow({ energy: entropy().plus(pull), initial });
    const solver = jko({ method: 'primalDual', timeStep: 0.02, tolerance: 1e-3 });
    const state = solver.init(flow);
    let largest = 0;
    for (let k = 0; k < 3; k++) {
      const step = solver.step(state, flow, Infinity);
      expect(step.status).toBe('converged');
      expect(Math.abs(step.density.mass - initial.mass)).toBeLessThan(1e-13);
      largest = Math.max(...step.density.values);
      expect(largest).toBeLessThanOrEqual(1);
    }
    expect(largest).toBe(1);
    const freeSolver = jko({ timeStep: 0.02 });
    const freeState = freeSolver.init(free);
    for (let k = 0; k < 2; k++) freeSolver.step(freeState, free, Infinity);
    expect(Math.max(...freeSolver.step(freeState, free, Infinity).density.values)).toBeGreaterThan(1.5);
  });

  test('keeps densities above a bound that the energy sets', () => {
    const box = grid([[0, 1]], [40]);
    const lifted = internal({ U: (p) => p * p, dU: (p) => 2 * p, d2U: () => 2, domain: [0.1, Infinity] });
    const flow = gradientFlow({
      energy: lifted.plus(potential((x) => 20 * x)),
      initial: density(box, (x) => 1 + 0.5 * Math.cos(9 * x)),
    });
    for (const innerIntervals of [1, 2]) {
      const solver = jko({ method: 'primalDual', timeStep: 0.01, innerIntervals, tolerance: 1e-3 });
      const state = solver.init(flow);
      let least = Infinity;
      for (let k = 0; k < 3; k++) {
        const step = solver.step(state, flow, Infinity);
        expect(step.status).toBe('converged');
        least = Math.min(...step.density.values);
        expect(least).toBeGreaterThanOrEqual(0.1);
      }
      expect(least).toBe(0.1);
    }
  });

  test('says so when its iterations run out, and returns the feasible density that it has', () => {
    const flow = paperFlow(100);
    const solver = jko({ method: 'primalDual', timeStep: 1e-3, tolerance: 1e-12, maxIterations: 7 });
    const step = solver.step(solver.init(flow), flow, Infinity);
    expect(step.status).toBe('iteration-limit');
    expect(step.iterations).toBe(7);
    expect(Math.abs(step.density.mass - 1)).toBeLessThan(1e-13);
    expect(step.density.values.every((p) => p >= 0 && p < Infinity)).toBe(true);
  });
});
