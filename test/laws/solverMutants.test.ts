import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../solvers/finite-volume/index.ts';
import { Density } from '../../src/density/index.ts';
import { type Energy, type LocalEnergy, potential } from '../../src/energy/index.ts';
import { type GradientFlow, gradientFlow, type Solver, type Step } from '../../src/flow/index.ts';
import { checkSolver, LawError, type SolverLawName, solverLawNames } from '../../src/testing/index.ts';
import { fakeSolver } from '../flow/fakeSolver.ts';
import { caught } from './support/caught.ts';
import { heat, heatInBox, until } from './support/heat.ts';
import { certified, moved, solverFaults, spending } from './support/solverFaults.ts';

describe('every law catches what breaks it', () => {
  test('there is a mutant for every law', () => {
    const found = new Set(solverFaults.map(([law]) => law));
    expect(solverLawNames.filter((name) => !found.has(name))).toEqual([]);
  });

  test('the frame of the mutants breaks nothing', () => {
    expect(
      checkSolver(
        moved(() => {}),
        heat,
        { until },
      ).length,
    ).toBeGreaterThan(10);
    expect(checkSolver(spending(1), heat, { until })).toContain('energy dissipation');
    expect(checkSolver(certified(1e-6), heat, { until })).toContain('certificates');
  });

  /** The same flow from a density that a mutant may spoil. */
  const fresh = ({ name, energy, initial: { grid, values } }: GradientFlow<LocalEnergy>) =>
    gradientFlow({ name, energy, initial: new Density(grid, values.slice()) });

  // What leaves the domain, climbs, or comes out otherwise in a mirror, moves what is steady or apart as well.
  const shared: readonly SolverLawName[] = [
    'domain',
    'energy decrease',
    'mirror symmetry',
    'L¹ contraction',
    'W₂ contraction',
  ];

  test.each(solverLawNames.filter((law) => !shared.includes(law)))(
    '%s catches what no other law does',
    (law) => {
      const unseen = solverFaults.filter(([own, , solver]) => {
        if (own !== law) return false;
        try {
          return checkSolver(solver, fresh(heat), { until, skip: [law] }).length > 0;
        } catch {
          return false;
        }
      });
      expect(unseen).not.toEqual([]);
    },
  );

  test.each(solverFaults)('%s: %s', (law, _, solver) => {
    const check = () => checkSolver(solver, fresh(heat), { until, only: [law] });
    expect(check).toThrow(LawError);
    expect(check).toThrow(`finite-volume/implicit on heat breaks the law "${law}": `);
  });

  test.each(
    solverFaults.filter(
      ([law]) => ['lower bound', 'optimality'].includes(law) || law.endsWith('contraction'),
    ),
  )('%s in a box: %s', (law, _, solver) => {
    expect(caught(() => checkSolver(solver, fresh(heatInBox), { until: 2 * until, only: [law] })).law).toBe(
      law,
    );
  });

  test('a central flux that passes for an upwind one is told apart where drift outweighs diffusion', () => {
    const energy = heat.energy.scale(0.01).plus(potential((x) => 3 * x));
    const flow = gradientFlow({ energy, initial: heat.initial });
    const upwind = finiteVolume({ timeStep: 1e-3, flux: 'upwind' });
    const only = ['L¹ contraction'] as const;
    expect(checkSolver(upwind, flow, { until, only })).toEqual(only);
    const passing = { ...finiteVolume({ timeStep: 1e-3 }), settings: upwind.settings };
    expect(caught(() => checkSolver(passing, flow, { until, only })).message).toContain('apart in L¹');
  });

  test('with messages that say where', () => {
    const leaking = moved((p) => {
      p[7] *= 0.5;
    });
    expect(() => checkSolver(leaking, heat, { until })).toThrow(
      /^finite-volume\/implicit on heat breaks the law "mass": after step 1 the mass is 0\.9\d+, not 1/,
    );
  });

  test('a step that fails from another density is told apart', () => {
    const failing = fakeSolver({ timeStep: 1e-3 });
    const moody: Solver<Energy> = {
      ...failing,
      step: (state, flow, end) => {
        const step: Step = Reflect.apply(failing.step, failing, [state, flow, end]);
        return flow.initial.values[0] > 1.2 ? { ...step, status: 'failed' } : step;
      },
    };
    expect(() => checkSolver(moody, heat, { until })).toThrow(
      'in a mirror across axis 0, step 1 ended with status "failed"',
    );
  });
});
