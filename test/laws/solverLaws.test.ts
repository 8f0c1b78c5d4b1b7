import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../solvers/finite-volume/index.ts';
import { jko } from '../../solvers/jko/index.ts';
import { density, indicator, uniform } from '../../src/density/index.ts';
import {
  entropy,
  excludedVolume,
  functional,
  interaction,
  potential,
  power,
} from '../../src/energy/index.ts';
import { ArgumentError, UnknownNameError } from '../../src/errors/index.ts';
import { type GradientFlow, gradientFlow } from '../../src/flow/index.ts';
import { grid } from '../../src/grid/index.ts';
import {
  checkSolver,
  gradientFlows,
  grids,
  LawError,
  localEnergies,
  type SolverLawName,
  solverLawNames,
  timeSteps,
} from '../../src/testing/index.ts';
import { box, heat, implicit, lopsided, until } from './support/heat.ts';

const drifting = gradientFlow({
  name: 'drifting',
  energy: entropy()
    .plus(excludedVolume(0.297))
    .plus(potential((x) => 4 * x * x + x)),
  initial: indicator(box, [[-0.1, 0.2]]),
});
const porous = gradientFlow({
  name: 'porous medium',
  energy: power(2).plus(potential((x) => x * x)),
  initial: indicator(box, [[-0.1, 0.2]]),
});
const aggregating = gradientFlow({
  name: 'aggregating',
  energy: entropy().plus(interaction((x) => x * x)),
  initial: lopsided,
});

const explicit = finiteVolume({ method: 'explicit' });
const newton = jko({ timeStep: 1e-3 });
const transporting: readonly SolverLawName[] = [
  'energy dissipation',
  'certificates',
  'lower bound',
  'optimality',
];

describe('the laws hold', () => {
  test.each([heat, drifting, porous])('of implicit finite volumes on $name', (flow) => {
    const checked = checkSolver(implicit, flow, { until });
    // A central flux is monotone where drift does not outweigh diffusion: porous media have none where they are empty.
    const silent: readonly SolverLawName[] = [
      ...transporting,
      ...(flow === porous ? (['L¹ contraction'] as const) : []),
      ...(flow === heat ? [] : (['W₂ contraction'] as const)),
    ];
    expect(checked).toEqual(solverLawNames.filter((name) => !silent.includes(name)));
  });

  test.each<GradientFlow>([heat, drifting, porous, aggregating])(
    'of explicit finite volumes on $name',
    (flow) => {
      const checked = checkSolver(explicit, flow, { until: 1e-3 });
      expect(checked.includes('steady state')).toBe(flow !== aggregating);
    },
  );

  test.each([heat, drifting, porous])('of JKO steps on $name, with what they spend on transport', (flow) => {
    const checked = checkSolver(newton, flow, { until, tolerance: 1e-7 });
    expect(checked).toEqual(expect.arrayContaining([...transporting]));
  });

  test.each([2, 4])('of JKO steps of %i intervals, whose bounds hold for paths too', (innerIntervals) => {
    const checked = checkSolver(jko({ timeStep: 1e-2, innerIntervals }), drifting, { until: 0.05 });
    expect(checked).toContain('lower bound');
    expect(checked).not.toContain('optimality');
  });

  test('of JKO steps with other means, in wells and on hills, W₂ contraction included', () => {
    for (const faceMean of ['logarithmic', 'geometric', 'harmonic'] as const)
      for (const a of [50, -10]) {
        const energy = entropy().plus(potential((x) => a * x * x, { convexity: 2 * a }));
        const flow = gradientFlow({ energy, initial: lopsided });
        const checked = checkSolver(jko({ timeStep: 2e-2, faceMean }), flow, { until: 0.1, tolerance: 1e-7 });
        expect(checked).toEqual(expect.arrayContaining(['lower bound', 'optimality', 'W₂ contraction']));
      }
  });

  test.each(['upwind', 'scharfetterGummel', 'squareRoot'] as const)(
    'of %s fluxes, L¹ contraction included',
    (flux) => {
      const solver = finiteVolume({ timeStep: 1e-3, flux });
      const well = entropy().plus(potential((x) => 40 * x * x));
      const flow = gradientFlow({ energy: flux === 'upwind' ? porous.energy : well, initial: lopsided });
      expect(checkSolver(solver, flow, { until, only: ['L¹ contraction'] })).toHaveLength(1);
      expect(checkSolver(finiteVolume({ timeStep: 1e-3, flux, order: 2 }), flow, { until })).not.toContain(
        'L¹ contraction',
      );
    },
  );

  test('of JKO steps in boxes, transport and all', () => {
    const energy = entropy().plus(potential((x, y) => 3 * x * x + y, { convexity: 0 }));
    const sides: readonly (readonly [number, number])[] = [
      [-0.5, 0.5],
      [0, 1],
      [0, 0.5],
    ];
    for (const cells of [
      [7, 5],
      [4, 3, 4],
    ]) {
      const space = grid(sides.slice(0, cells.length), cells);
      for (const initial of [
        density(space, (x) => 2 + x),
        indicator(space, [[-0.3, 0.2], ...sides.slice(1, cells.length)]),
      ]) {
        const flow = gradientFlow({ energy, initial });
        const checked = checkSolver(jko({ timeStep: 1e-2 }), flow, { until: 0.03, tolerance: 1e-7 });
        expect(checked).toEqual(expect.arrayContaining([...transporting, 'W₂ contraction']));
      }
    }
  });

  test('of JKO steps between two wells, where potentials are loose', () => {
    const well = potential((x) => 4 * (x * x - 0.4) ** 2);
    const line = grid([[-1, 1]], [40]);
    for (const energy of [entropy().scale(0.02), power(2).scale(0.05)])
      for (const timeStep of [1e-3, 1]) {
        const initial = density(
          line,
          (x) => Math.exp(-60 * (x + 0.6) ** 2) + 0.5 * Math.exp(-60 * (x - 0.6) ** 2),
          { mass: 1 },
        );
        const flow = gradientFlow({ energy: energy.plus(well), initial });
        const only = transporting;
        expect(checkSolver(jko({ timeStep }), flow, { until: 2 * timeStep, only })).toEqual(only);
      }
  });

  test('of JKO steps on flows at random, on periodic axes too', () => {
    const flows = gradientFlows({ energies: localEnergies(), grids: grids({ maxCells: 5 }) });
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-5 }), (flow, timeStep) => {
        const only = transporting;
        expect(checkSolver(jko({ timeStep }), flow, { until: 2 * timeStep, only })).toEqual(only);
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('of implicit finite volumes on flows at random', () => {
    const flows = gradientFlows({
      energies: localEnergies(),
      grids: grids({ dimensions: [1], periodic: false }),
    });
    fc.assert(
      fc.property(flows, timeSteps({ min: 1e-5 }), (flow, timeStep) => {
        checkSolver(finiteVolume({ timeStep }), flow, { until: 2 * timeStep, tolerance: 1e-8 });
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test('and know their limits: no mirror or steady state of a black box', () => {
    const black = functional({
      firstVariation: (out, p, { cellVolume }) => {
        out.set(p);
        return 0.5 * cellVolume * p.reduce((s, v) => s + v * v, 0);
      },
    });
    const checked = checkSolver(explicit, gradientFlow({ energy: black, initial: lopsided }), {
      until: 1e-3,
    });
    expect(checked).not.toContain('mirror symmetry');
    expect(checked).not.toContain('steady state');
    expect(checked).not.toContain('L¹ contraction');
  });

  test('a steady state can be given where none can be found', () => {
    const wave = interaction((x) => x * x);
    const flow = gradientFlow({ energy: entropy().plus(wave), initial: lopsided });
    // With ½∬(x−y)² it would be a Gaussian; a start that is not steady must be told apart.
    expect(() => checkSolver(explicit, flow, { until: 1e-3, steadyState: uniform(box) })).toThrow(LawError);
  });
});

describe('options', () => {
  test('are checked', () => {
    // @ts-expect-error it is called until
    expect(() => checkSolver(implicit, heat, { untill: 1 })).toThrow(UnknownNameError);
    expect(() => checkSolver(implicit, heat, { until: 0 })).toThrow(ArgumentError);
    expect(() => checkSolver(implicit, heat, { until, tolerance: -1 })).toThrow('tolerance is -1');
    const elsewhere = uniform(grid([[0, 1]], [3]));
    expect(() => checkSolver(implicit, heat, { until, steadyState: elsewhere })).toThrow(
      'steadyState is Density; allowed: a Density on the grid of the flow',
    );
    // @ts-expect-error there is no such law
    expect(() => checkSolver(implicit, heat, { until, skip: ['masses'] })).toThrow('did you mean mass?');
  });
});
