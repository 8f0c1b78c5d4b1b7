import fc from 'fast-check';
import { entropy, gradientFlow, grid, indicator, potential, power, solve, sum, uniform } from 'ottoflow';
import { checkSolver, gradientFlows, grids, localEnergies, timeSteps } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { quantileSolver } from '../../../../solvers/jko/quantile/quantileSolver.ts';
import { paperBox, paperFlow } from '../support/paper.ts';
import { run } from './support/runs.ts';

describe('laws of the quantile solver', () => {
  const flows = gradientFlows({
    energies: localEnergies(),
    grids: grids({ dimensions: [1], periodic: false, maxCells: 16 }),
  });

  test('E + W²/(2τ) ≤ E_previous of the Lagrangian energy; W² is the distance of the quantile functions', () => {
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-6, max: 1e-2 }), (flow, timeStep) => {
        const { steps, knots, state } = run(flow, { timeStep, parcels: 64 }, 3);
        let before = NaN;
        steps.forEach(({ status, transport, diagnostics, density: p }, j) => {
          expect(status).toBe('converged');
          const { decrease, lagrangianEnergy: energy } = diagnostics;
          const spent = (transport ?? NaN) ** 2 / (2 * timeStep);
          expect(spent).toBeLessThanOrEqual(decrease * (1 + 1e-9) + 1e-25 * (1 + Math.abs(energy)));
          const noise = 1e-12 * (Math.abs(before) + Math.abs(energy) + p.mass);
          if (j > 0) {
            expect(energy + spent).toBeLessThanOrEqual(before + noise);
            // Small displacements in V go by Taylor's formula of third order.
            expect(Math.abs(before - energy - decrease)).toBeLessThanOrEqual(noise + 1e-6 * decrease);
          }
          before = energy;
          // Simpson's rule is exact for squares of piecewise linear functions.
          let square = 0;
          for (let k = 0; k < state.mass.length; k++) {
            const [a, b] = [knots[j + 1][k] - knots[j][k], knots[j + 1][k + 1] - knots[j][k + 1]];
            square += (state.mass[k] / 6) * (a * a + (a + b) ** 2 + b * b);
          }
          const { lower, upper } = flow.grid.axes[0];
          const unit = 1e-15 * (Math.abs(lower) + Math.abs(upper)) * Math.sqrt(p.mass);
          expect(Math.abs(Math.sqrt(square) - (transport ?? NaN))).toBeLessThan(
            1e-9 * Math.sqrt(square) + 10 * unit,
          );
        });
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('the gap bounds what is left to gain', () => {
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-4, max: 1e-2 }), (flow, timeStep) => {
        const best = run(flow, { timeStep, parcels: 64, tolerance: 1e-13 }).last;
        for (const maxIterations of [1, 2, 4]) {
          const rough = run(flow, { timeStep, parcels: 64, tolerance: 1e-13, maxIterations }).last;
          if (best.certificate === null || rough.certificate === null) continue;
          const size = Math.abs(rough.certificate.primal) + Math.abs(best.certificate.primal) + 1;
          const left = rough.certificate.primal - best.certificate.primal;
          expect(left).toBeLessThanOrEqual(rough.certificate.gap + best.certificate.gap + 1e-12 * size);
          expect(left).toBeGreaterThanOrEqual(-best.certificate.gap - 1e-12 * size);
        }
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('the law kit holds, but for what is about the energy on the grid', () => {
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-5, max: 3e-3 }), (flow, timeStep) => {
        const solver = quantileSolver({ timeStep, parcels: 64 });
        // Parcels are more than their density: a run begun anew from it is another one.
        const skip = ['energy decrease', 'energy dissipation', 'steady state', 'restart'] as const;
        const checked = checkSolver(solver, flow, { until: 3 * timeStep, tolerance: 1e-7, skip });
        expect(checked).toContain('mirror symmetry');
        expect(checked).toContain('certificates');
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('without a potential the energy on the grid decreases too, from the first step on', () => {
    const { energy } = solve(paperFlow(100), quantileSolver({ timeStep: 1e-3 }), { until: 0.02 });
    for (let k = 1; k < energy.length; k++) expect(energy[k]).toBeLessThan(energy[k - 1]);
  });

  test('the uniform density stays to the bit', () => {
    const flow = gradientFlow({ energy: sum(entropy(), power(3)), initial: uniform(paperBox(37)) });
    for (const { iterations, transport, density: p } of run(flow, { timeStep: 0.1 }, 3).steps) {
      expect([iterations, transport]).toEqual([0, 0]);
      expect(Math.max(...p.values.map((v) => Math.abs(v - 1)))).toBeLessThan(1e-13);
    }
  });

  test('translations of box, V and density change nothing', () => {
    const at = (shift: number) => {
      const energy = sum(
        entropy(),
        potential((x) => 4 * (x - shift) ** 2),
      );
      const initial = indicator(grid([[shift - 0.5, shift + 0.5]], [50]), [[shift + 0.2, shift + 0.4]]);
      return run(gradientFlow({ energy, initial }), { timeStep: 1e-3 }, 3).last.density.values;
    };
    const here = at(0);
    for (const shift of [1, -3.75, 100])
      at(shift).forEach((p, i) => {
        expect(Math.abs(p - here[i])).toBeLessThan(1e-10 * (1 + Math.abs(shift)));
      });
  });

  test('two halves of a step are not remapped: knots go on from where they were', () => {
    const flow = paperFlow(50);
    const solver = quantileSolver({ timeStep: 1e-3 });
    const state = solver.init(flow);
    const step = solver.step(state, flow, 4e-4);
    expect([step.time, step.timeStep]).toEqual([4e-4, 4e-4]);
    const [before, mass] = [state.knots.slice(), state.mass];
    solver.step(state, flow, 1e-3 / 2);
    expect(state.mass).toBe(mass);
    expect(state.knots).not.toEqual(before);
    expect(state.knots[0]).toBe(-0.5);
    expect(state.knots[mass.length]).toBe(0.5);
  });
});
