import { describe, expect, test } from 'vitest';
import { jko } from '../../../solvers/jko/index.ts';
import { paperFlow } from './support/paper.ts';

const timeSteps = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1];

/** All time steps at the first two numbers of cells, all numbers of cells at S = 1, and the corners of the largest grid. */
const cases = [
  ...[100, 200].flatMap((cells) => [1, 2, 4, 8].map((intervals) => ({ cells, intervals, timeSteps }))),
  ...[400, 800, 1600].map((cells) => ({ cells, intervals: 1, timeSteps })),
  { cells: 1600, intervals: 8, timeSteps: [1e-5, 1e-1] },
];

describe('newton from the indicator of the paper', () => {
  for (const { cells, intervals, timeSteps: taus } of cases) {
    test(`n = ${cells}, S = ${intervals}: certified, of exact mass, dissipating, in few iterations`, () => {
      const flow = paperFlow(cells);
      for (const timeStep of taus) {
        const solver = jko({ timeStep, innerIntervals: intervals });
        const state = solver.init(flow);
        for (let k = 0; k < 5; k++) {
          const step = solver.step(state, flow, Infinity);
          const { certificate, transport, diagnostics, iterations, status } = step;
          const where = `τ = ${timeStep}, step ${k + 1}`;
          expect(status, where).toBe('converged');
          expect(iterations, where).toBeLessThanOrEqual(k === 0 ? 40 : 10);
          expect(certificate?.relativeGap, where).toBeLessThanOrEqual(1e-9);
          expect(certificate?.continuity, where).toBeLessThan(1e-12);
          expect(Math.abs(step.density.mass - 1), where).toBeLessThanOrEqual(1e-13);
          expect(
            step.density.values.every((p) => p > 0),
            where,
          ).toBe(true);
          const spent = (transport ?? Number.NaN) ** 2 / (2 * timeStep);
          expect(diagnostics.decrease - spent, where).toBeGreaterThanOrEqual(-(certificate?.gap ?? 0));
        }
      }
    });
  }
});
