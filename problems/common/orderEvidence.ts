import {
  type Evidence,
  type GradientFlow,
  type Reference,
  type RefinedIn,
  refine,
  refinementTable,
  type SolverAt,
} from '../../src/index.ts';
import { claim } from './claim.ts';

/** A solver, what is refined, and the order at which its error must shrink. */
export interface OrderClaim {
  /** For people: `JKO steps against the exact ones`. */
  readonly name: string;
  /** Unique among the claims on a problem. */
  readonly id: string;
  readonly solverAt: SolverAt;
  readonly in: RefinedIn;
  readonly levels: number;
  /** Of the coarsest level. */
  readonly cells: readonly number[];
  readonly timeStep: number;
  /** The closed form at the end, or `successive` where errors in time are to be seen alone. */
  readonly reference: Reference;
  readonly expected: number;
  /** Undefined where the order is a lower bound, as at fronts. */
  readonly tolerance?: number;
  readonly source: string;
}

/** What {@link OrderClaim}s are made about. */
export interface OrderSubject {
  readonly flowAt: (cells: readonly number[]) => GradientFlow;
  readonly until: number;
}

/** Measures orders of convergence, in L¹ at the end: a check and a table for each. */
export function* orderEvidence(
  { flowAt, until }: OrderSubject,
  claims: readonly OrderClaim[],
  progress: (what: string, fraction: number) => void,
): Generator<Evidence> {
  for (const [k, given] of claims.entries()) {
    const { name, id, solverAt, reference, expected, tolerance, source, levels, cells, timeStep } = given;
    const study = refine(flowAt, solverAt, {
      in: given.in,
      ...{ levels, cells, timeStep, until },
      reference,
      onProgress: (where, fraction) => progress(`${name}, ${where}`, (k + fraction) / claims.length),
    });
    yield claim({
      name: `order of ${name}, L¹ at t = ${until}`,
      measured: study.order,
      expected,
      ...(tolerance === undefined ? { relation: 'atLeast' } : { tolerance }),
      source,
    });
    yield { kind: 'table', table: { ...refinementTable(study), id, title: `Errors of ${name}` } };
  }
}
