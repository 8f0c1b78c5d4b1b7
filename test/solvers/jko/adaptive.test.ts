import {
  density,
  type Energy,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  l1Distance,
  march,
  potential,
  type Step,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { jko } from '../../../solvers/jko/index.ts';
import type { AdaptiveSettings } from '../../../solvers/stepping/adaptation.ts';
import { confinedGaussian, porousBall } from './support/exactFlows.ts';

function run(
  flow: GradientFlow<Energy>,
  order: 1 | 2,
  adaptive: AdaptiveSettings,
  stops: readonly number[],
  timeStep = 1e-4,
): Step[] {
  return [...march(flow, jko({ timeStep, order, adaptive }), stops)];
}

const gaussian = confinedGaussian(150);
const porous = porousBall(150);
const line = grid([[0, 1]], [60]);

describe('adaptive time steps', () => {
  for (const { flow, pde } of [gaussian, porous])
    for (const order of [1, 2] as const)
      test(`${flow.energy.name}, order ${order}: the tolerance bounds estimates, and governs cost and error`, () => {
        const until = flow === gaussian.flow ? 0.03 : 4e-3;
        const found = [1e-2, 1e-3].map((tolerance) => {
          const steps = run(flow, order, { tolerance }, [until]);
          for (const { status, diagnostics } of steps) {
            expect(status).toBe('converged');
            expect(diagnostics.errorEstimate).toBeLessThanOrEqual(tolerance);
          }
          const last = steps[steps.length - 1];
          expect(last.time).toBe(until);
          return { steps: steps.length, error: l1Distance(last.density, pde(until)), tolerance };
        });
        const [loose, tight] = found;
        expect(tight.error).toBeLessThan(0.6 * loose.error);
        // The errors of steps add up, damped: their sum bounds what is left at the end, but for the grid's own 8e-4.
        for (const { steps, error, tolerance } of found) expect(error).toBeLessThan(steps * tolerance + 8e-4);
        expect(tight.steps).toBeGreaterThan(loose.steps);
        expect(tight.steps).toBeLessThan(loose.steps * 10 ** (1 / order));
      });

  test('the estimate is the error of a step of order 1 and bounds that of order 2, within a factor of two and four', () => {
    for (const { flow } of [gaussian, porous]) {
      const timeStep = flow === gaussian.flow ? 2e-3 : 1e-4;
      const exact = [...march(flow, jko({ timeStep: timeStep / 16, order: 2 }), [timeStep])][15].density;
      for (const order of [1, 2] as const) {
        const [step] = run(flow, order, { tolerance: 1 }, [timeStep], timeStep);
        const ratio = step.diagnostics.errorEstimate / l1Distance(step.density, exact);
        expect(ratio).toBeGreaterThan(order === 1 ? 0.8 : 0.5);
        expect(ratio).toBeLessThan(order === 1 ? 1.25 : 4);
      }
    }
  });

  test('a first step far too long is rejected and repeated', () => {
    const steps = run(gaussian.flow, 2, { tolerance: 1e-4 }, [0.03], 0.03);
    expect(steps[0].diagnostics.rejected).toBeGreaterThan(0);
    expect(steps[0].timeStep).toBeLessThan(0.01);
    expect(steps.slice(1).every((s) => s.diagnostics.rejected === 0)).toBe(true);
    // Iterations of rejected trials count.
    expect(steps[0].iterations).toBeGreaterThan(3 * steps[2].iterations);
  });

  test('an indicator starts with short steps, and steps grow by a thousand as the flow comes to rest', () => {
    const energy = entropy().plus(potential((x) => 3 * x));
    const initial = density(line, (x) => (x > 0.4 && x < 0.7 ? 1 : 0), { mass: 1 });
    const steps = run(gradientFlow({ energy, initial }), 2, { tolerance: 1e-3 }, [10], 1e-3);
    expect(steps.length).toBeLessThan(60);
    const lengths = steps.map((s) => s.timeStep);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeGreaterThan(1e3);
    for (let k = 1; k < steps.length; k++)
      expect(steps[k].energy).toBeLessThanOrEqual(steps[k - 1].energy + 1e-14);
    expect(
      l1Distance(
        steps[steps.length - 1].density,
        density(line, (x) => Math.exp(-3 * x), { mass: 1 }),
      ),
    ).toBeLessThan(1e-3);
  });

  test('lands on every stop and takes up its length again', () => {
    const steps = run(gaussian.flow, 2, { tolerance: 1e-3 }, [0.01, 0.0101, 0.03]);
    const times = steps.map((s) => s.time);
    expect(times).toContain(0.01);
    expect(times).toContain(0.0101);
    const short = times.indexOf(0.0101);
    expect(steps[short].timeStep).toBeCloseTo(1e-4, 12);
    expect(steps[short + 1].timeStep).toBeGreaterThan(5e-4);
  });

  test('stays between the least and the longest step; a step that misses the tolerance says so', () => {
    const bounded = { tolerance: 1e-5, minimumStep: 1e-3, maximumStep: 2e-3 };
    const steps = run(gaussian.flow, 1, bounded, [0.01], 1e-3);
    for (const { timeStep, status, diagnostics } of steps) {
      expect(timeStep).toBeGreaterThan(0.999e-3);
      expect(timeStep).toBeLessThan(2.001e-3);
      expect(status).toBe('stalled');
      expect(diagnostics.errorEstimate).toBeGreaterThan(1e-5);
    }
    const easy = run(gaussian.flow, 2, { tolerance: 0.1, maximumStep: 2e-3 }, [0.01], 1e-3);
    expect(Math.max(...easy.map((s) => s.timeStep))).toBeLessThan(2.001e-3);
  });

  test('at rest nothing is rejected, and steps grow', () => {
    const flow = gradientFlow({ energy: entropy(), initial: density(line, () => 1) });
    const steps = run(flow, 2, { tolerance: 1e-6 }, [1], 1e-3);
    expect(steps.every((s) => s.diagnostics.rejected === 0)).toBe(true);
    expect(steps.length).toBeLessThan(14);
  });

  test('the same bits twice', () => {
    const [a, b] = [0, 1].map(() => run(gaussian.flow, 2, { tolerance: 1e-3 }, [0.01]));
    expect(a.map((s) => s.time)).toEqual(b.map((s) => s.time));
    expect(a[a.length - 1].density.values).toEqual(b[b.length - 1].density.values);
  });
});
