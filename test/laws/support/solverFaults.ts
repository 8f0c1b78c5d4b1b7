import { finiteVolume } from '../../../solvers/finite-volume/index.ts';
import { Density } from '../../../src/density/index.ts';
import { type LocalEnergy, potential } from '../../../src/energy/index.ts';
import { type GradientFlow, gradientFlow, type Solver, type Step } from '../../../src/flow/index.ts';
import { grid } from '../../../src/grid/index.ts';
import type { SolverAt } from '../../../src/refine/index.ts';
import type { SolverLawName } from '../../../src/testing/index.ts';
import { box, implicit } from './heat.ts';

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
export function moved(
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
export function spending(factor: number): Solver<LocalEnergy> {
  return changed((step) => ({ transport: factor * step.timeStep * Math.sqrt(step.dissipation ?? 0) }));
}

/** Steps whose certificate claims a gap. */
export function certified(gap: number, claimed: number = gap): Solver<LocalEnergy> {
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

/** Solvers made with a time step that follow the flow of another energy, and say what they find of the one they were given. */
export function following(
  solverAt: SolverAt<LocalEnergy>,
  other: (energy: LocalEnergy) => LocalEnergy,
): SolverAt<LocalEnergy> {
  return (timeStep) => {
    const solver = solverAt(timeStep);
    const elsewhere = ({ name, energy, initial }: GradientFlow<LocalEnergy>): GradientFlow<LocalEnergy> =>
      gradientFlow({ name, energy: other(energy), initial });
    return {
      ...solver,
      init: (flow) => Reflect.apply(solver.init, solver, [elsewhere(flow)]),
      step: (state, flow, end) => {
        const step: Step = Reflect.apply(solver.step, solver, [state, elsewhere(flow), end]);
        return { ...step, energy: flow.discrete.value(step.density.values), dissipation: null };
      },
    };
  };
}

const stepping: SolverAt<LocalEnergy> = (timeStep) => finiteVolume({ timeStep });

/** Implicit finite volumes that pass for JKO steps of one interval. */
function passingForJko(solver: Solver<LocalEnergy>): Solver<LocalEnergy> {
  return { ...solver, settings: { ...implicit.settings, innerIntervals: 1 } };
}

let calls = 0;
const shared = new Float64Array(box.size);

/** Solvers of the heat equation that are wrong, each with the law that has to find it out. */
export const solverFaults: readonly (readonly [SolverLawName, string, Solver<LocalEnergy>])[] = [
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
  [
    'lower bound',
    'forgets the ½ of W²/2τ in its dual',
    passingForJko(
      changed(({ energy, timeStep, dissipation }) => {
        const dual = energy + timeStep * (dissipation ?? 0);
        return { certificate: { primal: dual, dual, gap: 0, relativeGap: 0, continuity: 0 } };
      }),
    ),
  ],
  ['optimality', 'takes backward Euler for a JKO step', passingForJko(spending(1))],
  [
    'restart',
    'never forgets where it began its search',
    moved((p, { index }) => shift(p, 5, 6, 1e-6 * index)),
  ],
  [
    'restart',
    'slows down as it goes',
    moved((p, { index }) => {
      const mean = p.reduce((a, b) => a + b, 0) / p.length;
      for (let i = 0; i < p.length; i++) p[i] += 1e-6 * index ** 2 * (mean - p[i]);
    }),
  ],
  ['reproducibility', 'depends on the run before', moved((p) => shift(p, 5, 6, 1e-12 * calls++))],
  ['steady state', 'always leans to the right', moved((p) => shift(p, 5, 6, 1e-6))],
  [
    'steady state',
    'has a well of its own',
    following(stepping, (energy) => energy.plus(potential((...x) => 1e-3 * x[0] ** 2)))(1e-3),
  ],
  ['mirror symmetry', 'always leans to the right', moved((p) => shift(p, 5, 6, 1e-6))],
  [
    'constant potential',
    'feels the value of V',
    moved((p, _, { energy }) => shift(p, 5, 6, 1e-6 * energy.terms.length)),
  ],
  [
    'constant potential',
    'takes the number of terms for the temperature',
    following(stepping, (energy) => energy.scale(energy.terms.length))(1e-3),
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
  [
    'W₂ contraction',
    'sharpens what it should smooth',
    moved((p, _, { grid: { cellVolume } }) => {
      const sharp = p.map((v) => v ** 1.5);
      const factor = 1 / (cellVolume * sharp.reduce((a, b) => a + b, 0));
      p.set(sharp.map((v) => factor * v));
    }),
  ],
];
