import {
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  record,
  type Step,
  solve,
  solveAsync,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { relaxation } from '../support/relaxation.ts';

const flow: GradientFlow = gradientFlow({
  energy: entropy(),
  initial: indicator(grid([[0, 1]], [10]), [[0.2, 0.4]]),
});

describe('record', () => {
  test('yields every step and returns the trajectory that solve returns', () => {
    const options = { until: 1, saveAt: [0, 0.25, 0.5] };
    const steps: Step[] = [];
    const run = record(flow, relaxation(0.1), options);
    let made = run.next();
    for (; made.done !== true; made = run.next()) steps.push(made.value);
    const { wallSeconds: _, ...inOne } = solve(flow, relaxation(0.1), options);
    expect(made.value).toMatchObject(inOne);
    expect(steps.map((s) => s.time)).toEqual(made.value.times.slice(1));
    expect(made.value.snapshots.map((s) => s.time)).toEqual([0, 0.25, 0.5, 1]);
  });

  test('a failed step is recorded and ends the run', () => {
    const { status, complete, snapshots } = solve(flow, relaxation(0.1, 3), { until: 1 });
    expect(status).toEqual([null, 'converged', 'converged', 'failed']);
    expect(complete).toBe(false);
    expect(snapshots).toEqual([]);
  });
});

describe('solveAsync', () => {
  test('gives the same densities as solve', async () => {
    const options = { until: 1, saveAt: [0.5] };
    const [a, b] = [solve(flow, relaxation(0.1), options), await solveAsync(flow, relaxation(0.1), options)];
    expect(b.snapshots.map((s) => s.density.values)).toEqual(a.snapshots.map((s) => s.density.values));
    expect(b.complete).toBe(true);
  });

  test('lets a timer cancel a run that would not end by itself', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1);
    const trajectory = await solveAsync(flow, relaxation(1e-9), { until: 1, signal: stop.signal });
    expect(trajectory.complete).toBe(false);
    expect(trajectory.times.length).toBeGreaterThan(1);
  });
});
