import type { Density } from '../../density/index.ts';
import type { Energy } from '../../energy/index.ts';
import type { GradientFlow, Solver, Step } from '../../flow/index.ts';
import { LawError } from '../lawError.ts';

/** A solver on a flow, as laws see it: how to run it, and one run that was made already. */
export interface SolverSubject<E extends Energy = Energy> {
  readonly law: string;
  readonly solver: Solver<E>;
  readonly flow: GradientFlow<E>;
  readonly until: number;
  /** What densities may differ by in L¹, per unit mass, where they should be the same. */
  readonly tolerance: number;
  readonly steadyState: Density | null;
  readonly contraction: boolean;
  /** The steps from the initial density to `until`, and their cell averages when they were made. */
  readonly run: Run;
}

/** A run as it was seen while it was made. */
export interface Run {
  /** A copy of the initial density, from before the run. */
  readonly initial: Float64Array;
  readonly steps: readonly Step[];
  /** Copies of the densities at the moment when their steps were returned. */
  readonly copies: readonly Float64Array[];
}

/** A law that solvers must obey. */
export interface SolverLaw {
  readonly applies: <E extends Energy>(subject: SolverSubject<E>) => boolean;
  /** @throws LawError if the law is broken. */
  readonly verify: <E extends Energy>(subject: SolverSubject<E>) => void;
}

/** A law; about all solvers and flows if nothing else is said. */
export function law(verify: SolverLaw['verify'], applies: SolverLaw['applies'] = () => true): SolverLaw {
  return { applies, verify };
}

/** Throws the {@link LawError} of this subject. */
export function broken<E extends Energy>(subject: SolverSubject<E>, seen: string): never {
  const { law: name, solver, flow, until, tolerance, contraction } = subject;
  const asked = `{ until: ${until}, tolerance: ${tolerance}${contraction ? ', contraction: true' : ''}, only: ['${name}'] }`;
  throw new LawError(name, `${solver.name}/${solver.method} on ${flow.name}`, seen, {
    again: `checkSolver(solver, flow, ${asked})`,
  });
}
