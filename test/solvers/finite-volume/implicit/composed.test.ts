import {
  type Density,
  density,
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  type LocalEnergy,
  l1Distance,
  march,
  potential,
  power,
  type Refinement,
  refine,
  type Step,
} from 'ottoflow';
import { type FiniteVolumeOptions, finiteVolume } from 'ottoflow/solvers';
import { checkOrder, checkSolver } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { unitBox } from '../../../support/boxes.ts';
import { confinedGaussian, porousBall } from '../../jko/support/exactFlows.ts';

type Options = Extract<FiniteVolumeOptions, { adaptive?: unknown }>;

function run(flow: GradientFlow<LocalEnergy>, options: Options, until: number): Step[] {
  const steps = [...march(flow, finiteVolume(options), [until])];
  for (const { status } of steps) expect(status).toBe('converged');
  return steps;
}

const end = (...of: Parameters<typeof run>): Density => run(...of).slice(-1)[0].density;

/** The order in Δt of the distance from a run of second order with 8 times shorter steps than the shortest, on the same grid. */
const orderOf = (flow: GradientFlow<LocalEnergy>, until: number, order: 1 | 2): Refinement =>
  refine(
    () => flow,
    (timeStep) => finiteVolume({ order, timeStep }),
    {
      ...{ in: 'time', until, cells: flow.grid.shape, timeStep: until / 16, levels: 3 },
      reference: { solver: (timeStep) => finiteVolume({ order: 2, timeStep }), finer: 8 },
    },
  );

const line = grid([[0, 1]], [60]);
const square = unitBox([16, 12]);
const bump = density(line, (x) => 1 + 0.6 * Math.cos(Math.PI * x));
const hill = density(square, (x, y) => 1 + 0.5 * Math.cos(Math.PI * x) * Math.cos(Math.PI * y));
// Without flux through the walls at time zero: layers there would be another question.
const forces = potential((x, y = 0) => Math.cos(2 * Math.PI * x) * Math.cos(Math.PI * y));

describe('implicit finite volumes of second order', () => {
  test('are so near rest, where energies of steps agree in all their digits', () => {
    const box = grid([[0, 1]], [40]);
    const wave = Float64Array.from(box.centres(0), (x) => Math.cos(Math.PI * x));
    const initial = density(
      box,
      wave.map((c) => 3 + 1e-7 * c),
    );
    const timeStep = 0.01;
    const steps = run(gradientFlow({ energy: entropy(), initial }), { order: 2, timeStep }, 30 * timeStep);
    // cos πx is an eigenvector, and z = λΔt.
    const z = 4 * 40 ** 2 * Math.sin(Math.PI / 80) ** 2 * timeStep;
    const factor = 2 / (1 + z / 2) ** 2 - 1 / (1 + z);
    for (const [k, { density: p, diagnostics }] of steps.entries()) {
      const amplitude = (2 / 40) * wave.reduce((sum, c, i) => sum + c * (p.values[i] - 3), 0);
      expect(diagnostics.order).toBe(2);
      expect(Math.abs(amplitude / (1e-7 * factor ** (k + 1)) - 1)).toBeLessThan(1e-4);
    }
  });

  const flows: readonly (readonly [string, GradientFlow<LocalEnergy>])[] = [
    ['Fokker–Planck on a line', gradientFlow({ energy: entropy().plus(forces), initial: bump })],
    [
      'excluded volume',
      gradientFlow({ energy: entropy().plus(excludedVolume(1)).plus(forces), initial: bump }),
    ],
    ['inside a porous medium', gradientFlow({ energy: power(2), initial: bump })],
    ['Fokker–Planck in a box', gradientFlow({ energy: entropy().plus(forces), initial: hill })],
  ];
  test.each(flows)('are so, and backward Euler is of first: %s', (_, flow) => {
    checkOrder(orderOf(flow, 0.02, 2), 2, 0.15);
    checkOrder(orderOf(flow, 0.02, 1), 1, 0.15);
  });

  test('come as close to exact solutions as the grid allows', () => {
    for (const { flow, pde } of [confinedGaussian(150), porousBall(150)]) {
      const until = flow.energy.name.includes('entropy') ? 0.03 : 4e-3;
      const [plain, second] = ([1, 2] as const).map((order) =>
        l1Distance(end(flow, { order, timeStep: until / 10 }, until), pde(until)),
      );
      expect(second).toBeLessThan(0.25 * plain);
    }
  });

  test('keep the laws of solvers, at any time step', () => {
    const energies = [entropy().plus(forces), power(2).plus(forces), entropy().plus(excludedVolume(0.5))];
    for (const energy of energies)
      for (const timeStep of [2e-3, 1])
        for (const initial of [bump, hill])
          expect(
            checkSolver(finiteVolume({ order: 2, timeStep }), gradientFlow({ energy, initial }), {
              until: 10 * timeStep,
            }),
          ).toEqual(expect.arrayContaining(['mass', 'domain', 'energy decrease', 'steady state']));
  });

  test('stay positive and dissipate out of vacuum', () => {
    for (const timeStep of [1e-6, 1e-3, 1]) {
      const initial = indicator(line, [[0.2, 0.4]]);
      for (const energy of [entropy(), power(2), power(3).plus(forces)]) {
        const flow = gradientFlow({ energy, initial });
        let before = flow.discrete.value(initial.values);
        for (const { density: p, energy: after } of run(flow, { order: 2, timeStep }, 5 * timeStep)) {
          expect(Math.min(...p.values)).toBeGreaterThanOrEqual(0);
          expect(Math.abs(p.mass / initial.mass - 1)).toBeLessThan(1e-12);
          expect(after).toBeLessThanOrEqual(before + 1e-13 * Math.abs(before));
          before = after;
        }
      }
    }
  });
});

describe('implicit finite volumes with adaptive steps', () => {
  for (const order of [1, 2] as const)
    test(`order ${order}: the tolerance bounds estimates, and governs cost and error`, () => {
      const { flow, pde } = confinedGaussian(150);
      const until = 0.03;
      const [loose, tight] = [1e-2, 1e-3].map((tolerance) => {
        const steps = run(flow, { order, timeStep: 1e-4, adaptive: { tolerance } }, until);
        for (const { diagnostics } of steps) expect(diagnostics.errorEstimate).toBeLessThanOrEqual(tolerance);
        const last = steps[steps.length - 1];
        expect(last.time).toBe(until);
        return { count: steps.length, error: l1Distance(last.density, pde(until)) };
      });
      expect(tight.error).toBeLessThan(0.6 * loose.error);
      expect(tight.count).toBeGreaterThan(loose.count);
      expect(tight.count).toBeLessThan(loose.count * 10 ** (1 / order));
    });

  test('the estimate is the error that a step makes, within a factor of two and of four', () => {
    const { flow } = confinedGaussian(150);
    const timeStep = 2e-3;
    const exact = end(flow, { order: 2, timeStep: timeStep / 16 }, timeStep);
    for (const order of [1, 2] as const) {
      const [step] = run(flow, { order, timeStep, adaptive: { tolerance: 1 } }, timeStep);
      const ratio = step.diagnostics.errorEstimate / l1Distance(step.density, exact);
      expect(ratio).toBeGreaterThan(order === 1 ? 0.5 : 0.25);
      expect(ratio).toBeLessThan(order === 1 ? 2 : 4);
    }
  });

  test('settings out of range are refused, and what was asked for is recorded', () => {
    expect(() => finiteVolume({ adaptive: { tolerance: 2 } })).toThrow(/adaptive\.tolerance/);
    expect(() => finiteVolume({ order: 3 as 2 })).toThrow(/order is 3/);
    expect(finiteVolume({ order: 2, adaptive: { tolerance: 1e-3 } }).settings).toMatchObject({
      order: 2,
      adaptive: true,
      adaptiveTolerance: 1e-3,
    });
  });
});
