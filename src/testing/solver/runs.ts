import { Density } from '../../density/index.ts';
import { type Energy, energyFromTerms, type Term } from '../../energy/index.ts';
import { type GradientFlow, gradientFlow, march, type Solver, type Step, solve } from '../../flow/index.ts';
import type { Grid } from '../../grid/index.ts';
import { mirrored } from '../arrays.ts';
import { broken, type Run, type SolverSubject } from './law.ts';

/** Runs a solver, copying every density as it comes. */
export function observed<E extends Energy>(solver: Solver<E>, flow: GradientFlow<E>, until: number): Run {
  const initial = flow.initial.values.slice();
  const steps: Step[] = [];
  const copies: Float64Array[] = [];
  for (const step of march(flow, solver, [until])) {
    steps.push(step);
    copies.push(step.density.values.slice());
  }
  return { initial, steps, copies };
}

/** Runs the solver of a subject on another flow, where every step must converge too. */
export function rerun<E extends Energy>(subject: SolverSubject<E>, flow: GradientFlow<E>, what: string): Run {
  const run = observed(subject.solver, flow, subject.until);
  const failed = run.steps.find((step) => step.status !== 'converged');
  if (failed !== undefined)
    broken(subject, `${what}, step ${failed.index} ended with status "${failed.status}"`);
  return run;
}

/** Whether steps were cut into as many sub-steps in both, as their diagnostics say: where one solve fails in one run only, their ends differ at first order. */
export function cutAlike(steps: readonly Step[], others: readonly Step[]): boolean {
  return steps.every((step, k) => step.diagnostics.substeps === others[k]?.diagnostics.substeps);
}

/** Densities at none, a quarter, half, three quarters and all of the run, from another initial density, and the steps between. */
export function quarters<E extends Energy>(
  subject: SolverSubject<E>,
  flow: GradientFlow<E>,
): { readonly densities: readonly Density[]; readonly steps: readonly Step[] } {
  const { solver, until } = subject;
  const saveAt = [0, 0.25, 0.5, 0.75].map((t) => t * until);
  const steps: Step[] = [];
  const onStep = (step: Step): void => void steps.push(step);
  const { snapshots, status, complete } = solve(flow, solver, { until, saveAt, onStep });
  const failed = status.findIndex((s) => s !== null && s !== 'converged');
  if (failed >= 0 || !complete)
    broken(subject, `from another density, step ${failed} ended with status "${status[failed]}"`);
  return { densities: snapshots.map((snapshot) => snapshot.density), steps };
}

/** The same energy from another initial density. */
export function startedFrom<E extends Energy>(flow: GradientFlow<E>, values: Float64Array): GradientFlow<E> {
  const { name, energy, mobility, grid } = flow;
  return gradientFlow({ name, energy, mobility, initial: new Density(grid, values) });
}

/** A term as it is seen in a mirror across the middle of axis k; null for a black box, which cannot be seen so. */
function mirroredTerm(term: Term, k: number, { axes }: Grid): Term | null {
  const middle = axes[k].lower + axes[k].upper;
  const mirroredPoint = (x: number[]): number[] => x.map((s, l) => (l === k ? middle - s : s));
  switch (term.kind) {
    case 'internal':
      return term;
    case 'potential':
      return { ...term, V: (...x) => term.V(...mirroredPoint(x)) };
    case 'obstacle':
      return { ...term, k: (...x) => term.k(...mirroredPoint(x)) };
    case 'interaction':
      return { ...term, W: (...x) => term.W(...x.map((s, l) => (l === k ? -s : s))) };
    case 'functional':
      return null;
  }
}

/** A flow as it is seen in a mirror across the middle of axis k; null where it cannot be seen so. */
export function mirroredFlow(flow: GradientFlow, k: number): GradientFlow | null {
  const terms = flow.energy.terms.map((term) => mirroredTerm(term, k, flow.grid));
  const known = terms.filter((term) => term !== null);
  if (known.length < terms.length) return null;
  const initial = new Density(flow.grid, mirrored(flow.initial.values, k, flow.grid));
  const { name, mobility } = flow;
  return gradientFlow({ name, mobility, energy: energyFromTerms(flow.energy.name, known), initial });
}
