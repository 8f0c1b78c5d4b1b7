import {
  density,
  entropy,
  excludedVolume,
  gradientFlow,
  type LocalEnergy,
  potential,
  power,
  sum,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { paperBox, paperFlow } from '../support/paper.ts';
import { type Flow, run } from './support/runs.ts';

describe('hard cases of the quantile solver', () => {
  const boxes: [string, Flow['initial']][] = [
    ['indicator', paperFlow(200).initial],
    [
      'two blocks',
      density(paperBox(200), (x) => (x > -0.4 && x < -0.2 ? 1 : x > 0.1 && x < 0.3 ? 2 : 0), { mass: 1 }),
    ],
    ['one cell', density(paperBox(200), (x) => (Math.abs(x - 0.1) < 0.0025 ? 1 : 0), { mass: 1 })],
  ];
  const energies: [string, LocalEnergy, number][] = [
    ['entropy + excluded volume', sum(entropy(), excludedVolume(0.297)), 15],
    ['power 2', power(2), 45],
    ['power 3', power(3), 45],
    ['fast diffusion', power(0.5), 45],
    [
      'a steep well',
      sum(
        entropy(),
        potential((x) => 200 * x * x, { convexity: 400 }),
      ),
      15,
    ],
  ];
  for (const [name, energy, most] of energies)
    test(`${name}: from vacuum, cold, τ = 1e-5…1e-1, at most ${most} iterations, certified`, () => {
      for (const [, initial] of boxes)
        for (const timeStep of [1e-5, 1e-4, 1e-3, 1e-2, 1e-1]) {
          const { steps } = run(gradientFlow({ energy, initial }), { timeStep }, 3);
          for (const { status, certificate, iterations, density: p } of steps) {
            expect(status).toBe('converged');
            expect(certificate?.relativeGap).toBeLessThanOrEqual(1e-9);
            expect(certificate?.continuity).toBe(0);
            expect(iterations).toBeLessThanOrEqual(most);
            expect(Math.abs(p.mass - 1)).toBeLessThan(1e-14);
            expect(Math.min(...p.values)).toBeGreaterThanOrEqual(0);
          }
        }
    });

  test('iterations do not grow with the number of parcels', () => {
    for (const timeStep of [1e-5, 1e-3, 1e-1]) {
      const counts = [800, 1600, 6400].map(
        (parcels) => run(paperFlow(200), { timeStep, parcels }).last.iterations,
      );
      expect(Math.max(...counts)).toBeLessThanOrEqual(15);
      expect(counts[2]).toBeLessThanOrEqual(counts[0] + 2);
    }
  });

  test('a double well: certified where 1/τ + λ > 0, without certificate but no higher where not', () => {
    const well = (x: number): number => 20 * ((x * x - 0.09) / 0.09) ** 2;
    const energy = sum(entropy(), potential(well));
    // λ = V″(0) = −80/0.09.
    for (const [timeStep, certified] of [
      [1e-3, true],
      [1e-2, false],
    ] as const) {
      let before = Infinity;
      for (const step of run(paperFlow(200, energy), { timeStep }, 5).steps) {
        expect(step.status).toBe('converged');
        expect(step.certificate !== null).toBe(certified);
        const { lagrangianEnergy } = step.diagnostics;
        expect(lagrangianEnergy + (step.transport ?? NaN) ** 2 / (2 * timeStep)).toBeLessThanOrEqual(before);
        before = lagrangianEnergy + 1e-12;
      }
    }
  });

  test('corners of V are no obstacle', () => {
    const flow = paperFlow(
      200,
      sum(
        entropy(),
        potential((x) => 10 * Math.abs(x - 0.123)),
      ),
    );
    for (const timeStep of [1e-3, 1e-1])
      for (const { status, iterations, certificate } of run(flow, { timeStep }, 5).steps) {
        expect(status).toBe('converged');
        expect(certificate?.relativeGap).toBeLessThan(1e-9);
        expect(iterations).toBeLessThan(20);
      }
  });

  test('steps stay solved down to rounding on the way to the steady state', () => {
    const { steps } = run(paperFlow(200), { timeStep: 1e-2 }, 120);
    expect(steps.every((s) => s.status === 'converged')).toBe(true);
    const last = steps[119];
    expect(last.diagnostics.decrease).toBeLessThan(1e-11);
    expect(last.diagnostics.decrease).toBeGreaterThan(0);
    expect(last.certificate?.relativeGap).toBeLessThan(1e-9);
    expect(Math.max(...last.density.values) - 1).toBeLessThan(1e-5);
  });

  test('gives up honestly', () => {
    const { last } = run(paperFlow(200), { timeStep: 1e-1, maxIterations: 3 });
    expect(last.status).toBe('iteration-limit');
    expect(last.certificate?.relativeGap).toBeGreaterThan(1e-9);
  });
});
