import { generalChecks } from '../../../solvers/verify/generalChecks.ts';
import { ArgumentError } from '../../errors/argumentError.ts';
import { checkEvidence } from '../../verify/checkEvidence.ts';
import type { Evidence, Problem, VerifyContext } from '../../verify/problem.ts';
import { subjectOf } from '../run/subject.ts';

function isIterable(given: unknown): given is AsyncIterable<unknown> | Iterable<unknown> {
  return (
    typeof given === 'object' && given !== null && (Symbol.iterator in given || Symbol.asyncIterator in given)
  );
}

/**
 * The evidence of a problem: its own, or that of the general checks where it declares none. Its flow and its model are made
 * first, so that what is wrong with them is said whatever the verification does.
 *
 * @throws ArgumentError for what is no flow, no model, or no evidence; and what the problem itself throws.
 */
export async function* evidenceOf(problem: Problem, context: VerifyContext): AsyncGenerator<Evidence> {
  const { flow } = subjectOf(problem, context.parameters, context.cells);
  if (flow.grid.size === 1)
    throw new ArgumentError('cells', context.cells, 'two or more along an axis: on one cell nothing moves');
  const given: unknown = problem.verify?.(context) ?? generalChecks(problem, context);
  if (!isIterable(given))
    throw new ArgumentError(
      'what verify(context) returned',
      given,
      'evidence one by one: a generator, *verify(context) { yield … }',
    );
  for await (const evidence of given) {
    checkEvidence(evidence);
    yield evidence;
  }
}
