import type { Density } from '../density/density.ts';
import type { DiscreteEnergy } from '../energy/discreteEnergy.ts';
import type { NonlocalPart } from '../energy/nonlocal/nonlocalPart.ts';
import { ConvergenceError } from '../errors/convergenceError.ts';
import { descend } from './descend.ts';
import { iterateAt } from './iterate.ts';
import { polish } from './polish.ts';
import { startField } from './startField.ts';

/** max |δE − λ| that is allowed, relative to the largest of what cancels in it. */
const TOLERANCE = 1e-12;

/** p and λ with U′(p) + V + W∗p = λ. @throws ConvergenceError with the residual that was reached. */
export function selfConsistent(
  discrete: DiscreteEnergy,
  nonlocal: NonlocalPart,
  mass: number,
  start: Density | null,
): { readonly p: Float64Array; readonly multiplier: number } {
  const { local, grid } = discrete;
  const field =
    start === null ? new Float64Array(grid.size) : startField(start.values, mass, discrete, nonlocal);
  const problem = { local, nonlocal, mass };
  let last = iterateAt(field, problem, null);
  let iterations = 0;
  for (const { iterate } of descend(problem, last)) {
    last = iterate;
    iterations++;
  }
  const { p, multiplier, error } = polish(last, problem);
  const allowed = TOLERANCE * last.scale;
  if (!(error <= allowed))
    throw new ConvergenceError(
      `steadyState reached max |δE − λ| = ${error} after ${iterations} iterations, where ${allowed} is allowed; ` +
        'give another start, or follow the flow until it rests',
    );
  return { p, multiplier };
}
