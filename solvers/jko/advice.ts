import type { Step } from '../../src/index.ts';
import type { JkoMethod } from './settings.ts';

const tolerances: Readonly<Record<JkoMethod, string>> = {
  newton: 'a larger tolerance (1e-6 is plenty for most purposes)',
  primalDual: 'a larger tolerance (a first-order method is for 1e-3 to 1e-5), or method: "newton"',
  quantile: 'a larger tolerance',
};

/** What to try when a JKO step is not converged: iterations that ran out, a gap that rounding keeps open, or no bound at all. */
export function jkoAdvice(method: JkoMethod): (step: Step) => string {
  return ({ status }) => {
    if (status === 'iteration-limit')
      return `a larger maxIterations, a smaller timeStep, or ${tolerances[method]}`;
    if (status === 'stalled') return `${tolerances[method]}, or a smaller timeStep`;
    return 'a smaller timeStep';
  };
}
