import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indicator } from '../../src/density/index.ts';
import { entropy } from '../../src/energy/index.ts';
import { ArgumentError, ConvergenceError } from '../../src/errors/index.ts';
import { gradientFlow, march, nextStep, sameTime } from '../../src/flow/index.ts';
import { grid } from '../../src/grid/index.ts';
import { fakeSolver } from './fakeSolver.ts';

const box = grid([[0, 1]], [10]);
const flow = gradientFlow({ energy: entropy(), initial: indicator(box, [[0, 0.5]]) });

const times = (solver: ReturnType<typeof fakeSolver>, stops: readonly number[]) =>
  [...march(flow, solver, stops)].map((step) => step.time);

describe('march', () => {
  test('takes equal steps and lands on every stop', () => {
    expect(times(fakeSolver({ timeStep: 0.25 }), [0.5, 0.6, 1])).toEqual([0.25, 0.5, 0.6, 0.85, 1]);
  });

  test('lands on arbitrary stops with no slivers, for any step size', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 0.3, noNaN: true }),
        fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 6 }),
        (timeStep, ticks) => {
          const stops = ticks.sort((a, b) => a - b).map((k) => k / 1000);
          const steps = [...march(flow, fakeSolver({ timeStep }), stops)];
          for (const stop of stops) expect(steps.filter((s) => sameTime(s.time, stop))).toHaveLength(1);
          expect(sameTime(steps[steps.length - 1].time, stops[stops.length - 1])).toBe(true);
          for (const s of steps) {
            expect(s.timeStep).toBeLessThanOrEqual(timeStep * (1 + 2e-6));
            expect(s.timeStep).toBeGreaterThan(1e-7 * timeStep);
          }
          // No more steps than whole ones between stops and one more for each.
          expect(steps.length).toBeLessThanOrEqual(stops[stops.length - 1] / timeStep + stops.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('is lazy: nothing is computed before it is asked for', () => {
    let ends = 0;
    const solver = fakeSolver({
      end: (time) => {
        ends++;
        return time;
      },
    });
    const run = march(flow, solver, [1]);
    expect(ends).toBe(0);
    run.next();
    expect(ends).toBe(1);
    run.return();
    expect(run.next().done).toBe(true);
    expect(ends).toBe(1);
  });

  test('ends after a failed step, which it still yields', () => {
    const solver = fakeSolver({ status: (k) => (k === 3 ? 'failed' : 'converged') });
    expect([...march(flow, solver, [1])].map((s) => s.status)).toEqual(['converged', 'converged', 'failed']);
  });

  test('goes on after steps that are merely unconverged', () => {
    expect(times(fakeSolver({ timeStep: 0.5, status: () => 'stalled' }), [1])).toEqual([0.5, 1]);
  });

  test.each<[string, (time: number) => number]>([
    ['stands still', () => 0],
    ['goes back', () => -1],
    ['passes a stop', () => 2],
    ['loses count', () => Number.NaN],
  ])('a solver that %s is an error, not an endless loop', (_, end) => {
    const run = () => [...march(flow, fakeSolver({ end }), [1])];
    expect(run).toThrow(ConvergenceError);
    expect(run).toThrow('fake/relaxation went from t = 0 to t = ');
  });

  test.each([[[0]], [[-1]], [[2, 1]], [[1, 1]], [[Infinity]], [[Number.NaN]]])(
    'stops %j are refused',
    (stops) => {
      expect(() => [...march(flow, fakeSolver(), stops)]).toThrow(ArgumentError);
    },
  );
});

describe('times', () => {
  test('are the same up to the rounding of a sum', () => {
    let t = 0;
    for (let k = 0; k < 1000; k++) t += 1e-3;
    expect(t).not.toBe(1);
    expect(sameTime(t, 1)).toBe(true);
    expect(sameTime(1, 1 + 1e-9)).toBe(false);
    expect(sameTime(0, 0)).toBe(true);
    expect(sameTime(0, 1e-300)).toBe(false);
  });

  test('nextStep takes a sliver along and never passes', () => {
    expect(nextStep(0, 0.1, 1)).toBe(0.1);
    expect(nextStep(0.95, 0.1, 1)).toBeCloseTo(0.05, 15);
    expect(nextStep(0.9 - 1e-9, 0.1, 1)).toBeCloseTo(0.1 + 1e-9, 15);
  });
});
