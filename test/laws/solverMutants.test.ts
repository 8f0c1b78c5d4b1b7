import { describe, expect, test } from 'vitest';
import { Density } from '../../src/density/index.ts';
import { type Energy, entropy } from '../../src/energy/index.ts';
import { gradientFlow, type Solver, type Step } from '../../src/flow/index.ts';
import { checkSolver, LawError, solverLawNames } from '../../src/testing/index.ts';
import { fakeSolver } from '../flow/fakeSolver.ts';
import { box, heat, lopsided, until } from './support/heat.ts';
import { certified, moved, solverFaults, spending } from './support/solverFaults.ts';

describe('every law catches what breaks it', () => {
  test('there is a mutant for every law', () => {
    const caught = new Set(solverFaults.map(([law]) => law));
    expect(solverLawNames.filter((name) => !caught.has(name))).toEqual([]);
  });

  test('the frame of the mutants breaks nothing', () => {
    expect(
      checkSolver(
        moved(() => {}),
        heat,
        { until, contraction: true },
      ).length,
    ).toBeGreaterThan(10);
    expect(checkSolver(spending(1), heat, { until })).toContain('energy dissipation');
    expect(checkSolver(certified(1e-6), heat, { until })).toContain('certificates');
  });

  test.each(solverFaults)('%s: %s', (law, _, solver) => {
    const flow = gradientFlow({
      name: 'heat',
      energy: entropy(),
      initial: new Density(box, lopsided.values.slice()),
    });
    const check = () => checkSolver(solver, flow, { until, contraction: true, only: [law] });
    expect(check).toThrow(LawError);
    expect(check).toThrow(`finite-volume/implicit on heat breaks the law "${law}": `);
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
