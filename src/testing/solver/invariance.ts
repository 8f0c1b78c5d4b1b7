import { type Energy, potential } from '../../energy/index.ts';
import { gradientFlow } from '../../flow/index.ts';
import { distance1, mirrored } from '../arrays.ts';
import { broken, law, type Run, type SolverLaw, type SolverSubject } from './law.ts';
import { cutAlike, mirroredFlow, observed, rerun, startedFrom } from './runs.ts';
import { bisectedSteadyState } from './steadyState.ts';

/**
 * What runs may differ by in L¹, per unit mass, where they should be the same: the tolerance, and what the gaps of their certificates leave open, √(2 g M) for
 * each g where the energy is as convex as entropy (Pinsker).
 */
function toleranceOf<E extends Energy>(
  { tolerance, flow }: SolverSubject<E>,
  ...runs: readonly Run[]
): number {
  const gaps = runs.flatMap(({ steps }) => steps.map(({ certificate }) => certificate?.gap ?? 0));
  return gaps.reduce((s, gap) => s + Math.sqrt((2 * gap) / flow.initial.mass), tolerance);
}

/** Throws if two densities that should be the same are further apart than the tolerance. */
function expectSame<E extends Energy>(
  subject: SolverSubject<E>,
  what: string,
  p: Float64Array,
  q: Float64Array,
  tolerance: number,
): void {
  const { grid, initial } = subject.flow;
  const apart = distance1(p, q, grid) / initial.mass;
  if (!(apart <= tolerance))
    broken(subject, `${what} by ${apart} in L¹ per unit mass, more than ${tolerance}`);
}

/** The density at the end of a run. */
function last({ copies }: Run): Float64Array {
  return copies[copies.length - 1];
}

/** The same run twice gives the same bits. */
export const reproducibility: SolverLaw = law((subject) => {
  const again = observed(subject.solver, subject.flow, subject.until);
  const { copies, steps } = subject.run;
  if (again.steps.length !== steps.length)
    broken(subject, `it takes ${steps.length} steps, then ${again.steps.length}`);
  for (const [k, p] of again.copies.entries()) {
    const cell = p.findIndex((v, i) => !Object.is(v, copies[k][i]));
    if (cell >= 0)
      broken(subject, `in cell ${cell} after step ${k + 1} it gives ${copies[k][cell]}, then ${p[cell]}`);
  }
});

/** A steady state stays. */
export const steadyState: SolverLaw = law(
  (subject) => {
    const { flow } = subject;
    const steady = subject.steadyState ?? bisectedSteadyState(flow);
    if (steady === null) return;
    const stayed = rerun(subject, startedFrom(flow, steady.values), 'from the steady state');
    const tolerance = toleranceOf(subject, stayed);
    for (const [k, p] of stayed.copies.entries())
      expectSame(subject, `after step ${k + 1} the steady state has moved`, p, steady.values, tolerance);
  },
  (subject) => subject.steadyState !== null || bisectedSteadyState(subject.flow) !== null,
);

/** What happens in a mirror is the mirror image of what happens. */
export const mirrorSymmetry: SolverLaw = law(
  (subject) => {
    const { flow, run } = subject;
    for (let k = 0; k < flow.grid.dimension; k++) {
      const image = mirroredFlow(flow, k);
      if (image === null) return;
      const there = rerun<Energy>(subject, image, `in a mirror across axis ${k}`);
      if (!cutAlike(run.steps, there.steps)) continue;
      expectSame(
        subject,
        `the run in a mirror across axis ${k} differs`,
        mirrored(last(there), k, flow.grid),
        last(run),
        toleranceOf(subject, run, there),
      );
    }
  },
  ({ flow }) => flow.energy.terms.every((term) => term.kind !== 'functional'),
);

/** Constants added to V change nothing. */
export const constantPotential: SolverLaw = law((subject) => {
  const { flow, run } = subject;
  const energy = flow.energy.plus(potential(() => 10, { convexity: 0 }));
  const { name, mobility, initial } = flow;
  const raised = gradientFlow({ name, mobility, energy, initial });
  const there = rerun<Energy>(subject, raised, 'with 10 added to V');
  if (!cutAlike(run.steps, there.steps)) return;
  const tolerance = toleranceOf(subject, run, there);
  expectSame(subject, 'the run with 10 added to V differs', last(there), last(run), tolerance);
});

/**
 * A run that is continued from one of its own densities ends where it ended: a step has one solution, (2.4), whatever the solver
 * has kept from the step before to begin its search with. Of solvers with a fixed time step that choose nothing by what they did before.
 */
export const restart: SolverLaw = law(
  (subject) => {
    const { flow, run, solver, until } = subject;
    const middle = Math.floor(run.steps.length / 2) - 1;
    const rest = observed(solver, startedFrom(flow, run.copies[middle]), until - run.steps[middle].time);
    if (!cutAlike(run.steps.slice(middle + 1), rest.steps)) return;
    expectSame(
      subject,
      `a run continued from step ${middle + 1} by itself differs`,
      last(rest),
      last(run),
      toleranceOf(subject, run, rest),
    );
  },
  ({ run, solver: { settings } }) =>
    typeof settings.timeStep === 'number' &&
    settings.adaptive !== true &&
    settings.innerIntervals !== 'auto' &&
    run.steps.length > 1,
);
