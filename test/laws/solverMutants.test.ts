import { describe, expect, test } from 'vitest';
import { Density } from '../../src/density/index.ts';
import { type Energy, entropy, type LocalEnergy } from '../../src/energy/index.ts';
import { type GradientFlow, gradientFlow, type Solver, type Step } from '../../src/flow/index.ts';
import { grid } from '../../src/grid/index.ts';
import { checkSolver, LawError, type SolverLawName, solverLawNames } from '../../src/testing/index.ts';
import { fakeSolver } from '../flow/fakeSolver.ts';
import { box, heat, implicit, lopsided, until } from './support/heat.ts';

type Change = (step: Step, flow: GradientFlow<LocalEnergy>) => Partial<Step>;

/** Implicit finite volumes whose steps are changed as they are returned. */
function changed(change: Change): Solver<LocalEnergy> {
  return {
    ...implicit,
    step: (state, flow, end) => {
      const step = Reflect.apply(implicit.step, implicit, [state, flow, end]);
      return { ...step, ...change(step, flow) };
    },
  };
}

/** … whose densities are changed. */
function moved(
  move: (p: Float64Array, step: Step, flow: GradientFlow<LocalEnergy>) => void,
): Solver<LocalEnergy> {
  return changed((step, flow) => {
    const p = step.density.values.slice();
    move(p, step, flow);
    return { density: new Density(flow.grid, p), energy: flow.discrete.value(p) };
  });
}

/** Takes a little of the mass of cell `from` to cell `to`. */
function shift(p: Float64Array, from: number, to: number, part: number): void {
  p[to] += part * p[from];
  p[from] -= part * p[from];
}

/** A step that reports transport as backward Euler spends it, times a factor. */
function spending(factor: number): Solver<LocalEnergy> {
  return changed((step) => ({ transport: factor * step.timeStep * Math.sqrt(step.dissipation ?? 0) }));
}

function certified(gap: number, claimed = gap): Solver<LocalEnergy> {
  return changed((step) => ({
    certificate: {
      primal: step.energy,
      dual: step.energy - gap,
      gap: claimed,
      relativeGap: 0,
      continuity: 0,
    },
  }));
}

let calls = 0;
const shared = new Float64Array(box.size);

const mutants: readonly (readonly [SolverLawName, string, Solver<LocalEnergy>])[] = [
  ['steps', 'counts from zero', changed((step) => ({ index: step.index - 1 }))],
  ['steps', 'has another clock', changed((step) => ({ timeStep: 1.1 * step.timeStep }))],
  ['steps', 'does not converge', changed(() => ({ status: 'stalled' }))],
  [
    'steps',
    'changes the grid',
    changed((step) => ({ density: new Density(grid([[0, 1]], [24]), step.density.values) })),
  ],
  [
    'mass',
    'gains 1e-11 of it',
    moved((p) =>
      p.forEach((v, i) => {
        p[i] = v * (1 + 1e-11);
      }),
    ),
  ],
  ['domain', 'goes below zero', moved((p) => shift(p, 3, 4, 1 + 1e-9))],
  [
    'domain',
    'makes a NaN',
    moved((p) => {
      p[2] = Number.NaN;
    }),
  ],
  [
    'ownership',
    'writes into what it returned',
    changed((step, flow) => {
      shared.set(step.density.values);
      return { density: new Density(flow.grid, shared) };
    }),
  ],
  [
    'ownership',
    'works on the initial density itself',
    {
      ...implicit,
      step: (state, flow, end) => {
        const step: Step = Reflect.apply(implicit.step, implicit, [state, flow, end]);
        flow.initial.values.set(step.density.values);
        return step;
      },
    },
  ],
  ['energy value', 'reports another energy', changed((step) => ({ energy: step.energy + 1e-9 }))],
  [
    'energy decrease',
    'climbs',
    moved((p, { index }) => {
      if (index === 3) shift(p, 0, 20, 0.5);
    }),
  ],
  ['energy dissipation', 'spends more than there is', spending(3)],
  ['certificates', 'has a negative gap', certified(-1e-6)],
  ['certificates', 'claims a smaller gap', certified(1e-3, 1e-6)],
  ['reproducibility', 'depends on the run before', moved((p) => shift(p, 5, 6, 1e-12 * calls++))],
  ['steady state', 'always leans to the right', moved((p) => shift(p, 5, 6, 1e-6))],
  ['mirror symmetry', 'always leans to the right', moved((p) => shift(p, 5, 6, 1e-6))],
  [
    'constant potential',
    'feels the value of V',
    moved((p, _, { energy }) => shift(p, 5, 6, 1e-6 * energy.terms.length)),
  ],
  [
    'L¹ contraction',
    'drives densities apart',
    moved((p) => {
      // Sharpens: what is above the mean goes up.
      const mean = p.reduce((a, b) => a + b, 0) / p.length;
      for (let i = 0; i < p.length; i++) p[i] = mean + 3 * (p[i] - mean);
    }),
  ],
];

describe('every law catches what breaks it', () => {
  test('there is a mutant for every law', () => {
    const caught = new Set(mutants.map(([law]) => law));
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

  test.each(mutants)('%s: %s', (law, _, solver) => {
    const skip = solverLawNames.filter((name) => name !== law);
    const flow = gradientFlow({
      name: 'heat',
      energy: entropy(),
      initial: new Density(box, lopsided.values.slice()),
    });
    const check = () => checkSolver(solver, flow, { until, contraction: true, skip });
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
