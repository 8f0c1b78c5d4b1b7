import { type Energy, potential } from '../../energy/index.ts';
import { gradientFlow } from '../../flow/index.ts';
import { distance1, mirrored } from '../arrays.ts';
import { broken, law, type Run, type SolverLaw, type SolverSubject } from './law.ts';
import { mirroredFlow, observed, quarters, rerun, startedFrom } from './runs.ts';
import { bisectedSteadyState } from './steadyState.ts';

/** Throws if two densities that should be the same are further apart than the tolerance. */
function expectSame<E extends Energy>(
  subject: SolverSubject<E>,
  what: string,
  p: Float64Array,
  q: Float64Array,
): void {
  const { flow, tolerance } = subject;
  const apart = distance1(p, q, flow.grid) / flow.initial.mass;
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
    const { copies } = rerun(subject, startedFrom(flow, steady.values), 'from the steady state');
    for (const [k, p] of copies.entries())
      expectSame(subject, `after step ${k + 1} the steady state has moved`, p, steady.values);
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
      const there = last(rerun<Energy>(subject, image, `in a mirror across axis ${k}`));
      expectSame(
        subject,
        `the run in a mirror across axis ${k} differs`,
        mirrored(there, k, flow.grid),
        last(run),
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
  const there = last(rerun<Energy>(subject, raised, 'with 10 added to V'));
  expectSame(subject, 'the run with 10 added to V differs', there, last(run));
});

/** Two runs never move apart in L¹; asked for by `contraction`, as it holds for local flows and monotone schemes. */
export const contraction: SolverLaw = law(
  (subject) => {
    const { flow, tolerance } = subject;
    const { grid, initial } = flow;
    const others = [
      new Float64Array(grid.size).fill(initial.mass / grid.volume),
      mirrored(initial.values, 0, grid),
      initial.values.map((p, i) => 0.5 * (p + initial.values[(i + 1) % grid.size])),
    ];
    const here = quarters(subject, flow);
    for (const start of others) {
      const there = quarters(subject, startedFrom(flow, start));
      const apart = here.map((p, k) => distance1(p.values, there[k].values, grid));
      const grown = apart.findIndex((d, k) => k > 0 && d > apart[k - 1] + tolerance * initial.mass);
      if (grown > 0)
        broken(
          subject,
          `two runs that are ${apart[grown - 1]} apart in L¹ are ${apart[grown]} apart a quarter of the run later`,
        );
    }
  },
  (subject) => subject.contraction,
);
