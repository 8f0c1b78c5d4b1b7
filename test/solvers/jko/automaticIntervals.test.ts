import { l1Distance } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { bb2 } from '../../../problems/classic/index.ts';
import { confinedGaussian, porousBall } from './support/exactFlows.ts';
import { run } from './support/run.ts';

const gaussian = confinedGaussian(150);
const porous = porousBall(150);

describe('innerIntervals: auto', () => {
  test('as many as it takes: the discrepancy from twice as many is within the tolerance, from half as many it is not', () => {
    for (const { flow } of [gaussian, porous])
      for (const timeStep of [1e-4, 1e-3, 1e-2])
        for (const innerTolerance of [0.1, 0.01]) {
          const [step] = run(flow, { timeStep, innerIntervals: 'auto', innerTolerance }, timeStep);
          // The step's is the finer of the two solutions that were compared.
          const most = step.diagnostics.innerIntervals;
          const ends = (s: number) => run(flow, { timeStep, innerIntervals: s }, timeStep)[0].density;
          expect(l1Distance(step.density, ends(most))).toBeLessThan(1e-6);
          const discrepancy = (s: number) =>
            l1Distance(ends(s), ends(2 * s)) / l1Distance(ends(2 * s), flow.initial);
          if (most < 8) expect(discrepancy(most / 2)).toBeLessThanOrEqual(innerTolerance);
          if (most > 2) expect(discrepancy(most / 4)).toBeGreaterThan(innerTolerance);
        }
  });

  test('falls as the flow slows down, and costs little more than the number it ends with', () => {
    const steps = run(porous.flow, { timeStep: 1e-3, innerIntervals: 'auto' }, 1.2e-2);
    const chosen = steps.map((s) => s.diagnostics.innerIntervals);
    expect(chosen[0]).toBeGreaterThanOrEqual(4);
    expect(chosen[chosen.length - 1]).toBe(1);
    // A number is halved, or goes back by a factor of two where it is measured.
    for (let k = 1; k < chosen.length; k++) expect(chosen[k]).toBeLessThanOrEqual(2 * chosen[k - 1]);
    expect(chosen.filter((s) => s === 1).length).toBeGreaterThan(chosen.length / 2);
  });

  test('errors in the distance stay within the tolerance, over a whole run', () => {
    const { flow, jkoIterate } = porous;
    const error = (innerIntervals: number | 'auto') => {
      const steps = run(flow, { timeStep: 1e-3, innerIntervals }, 4e-3);
      return l1Distance(steps[steps.length - 1].density, jkoIterate(4, 1e-3));
    };
    expect(error('auto')).toBeLessThan(0.4 * error(1));
  });

  test('the certificate is that of the step taken, and order 2 and adaptive steps take the choice along', () => {
    const [step] = run(porous.flow, { timeStep: 1e-3, innerIntervals: 'auto' }, 1e-3);
    const { innerIntervals } = step.diagnostics;
    const [plain] = run(porous.flow, { timeStep: 1e-3, innerIntervals }, 1e-3);
    expect(step.certificate?.primal).toBeCloseTo(plain.certificate?.primal ?? Number.NaN, 7);
    expect(step.certificate?.relativeGap).toBeLessThan(1e-9);
    const adaptive = { tolerance: 1e-2 };
    const steps = run(porous.flow, { timeStep: 1e-4, order: 2, adaptive, innerIntervals: 'auto' }, 4e-3);
    for (const { status, diagnostics } of steps) {
      expect(status).toBe('converged');
      expect([1, 2, 4, 8]).toContain(diagnostics.innerIntervals);
      expect(diagnostics.order).toBe(2);
    }
    expect(l1Distance(steps[steps.length - 1].density, porous.pde(4e-3))).toBeLessThan(2e-3);
  });

  test('in a square', () => {
    const { flow } = bb2(20);
    const [step] = run(flow, { timeStep: 1e-3, innerIntervals: 'auto' }, 1e-3);
    expect(step.status).toBe('converged');
    expect(step.diagnostics.innerIntervals).toBeGreaterThan(1);
  });
});
