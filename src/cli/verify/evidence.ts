import { generalChecks } from '../../../solvers/verify/generalChecks.ts';
import type { Evidence, Problem, VerifyContext } from '../../verify/problem.ts';

/** The evidence of a problem: its own, or that of the general checks where it declares none. */
export function evidenceOf(
  problem: Problem,
  context: VerifyContext,
): AsyncIterable<Evidence> | Iterable<Evidence> {
  return problem.verify?.(context) ?? generalChecks(problem, context);
}
