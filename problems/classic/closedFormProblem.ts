import { type LocalEnergy, type ParameterValues, type Problem, problem } from '../../src/index.ts';
import type { ClosedForm } from './closedForm.ts';
import { closedFormEvidence } from './closedFormEvidence.ts';

/** A closed form on a line as a problem: what else there is to say. */
export interface ClosedFormProblem
  extends Pick<Problem, 'name' | 'title' | 'source' | 'summary' | 'parameters'> {
  readonly form: (parameters: ParameterValues, cells: readonly number[]) => ClosedForm<LocalEnergy>;
  readonly timeStep: number;
  /** Ascending; a run ends with the last. */
  readonly times: readonly number[];
  /** 2 where the solution is smooth, the least order where there is a front. */
  readonly orderInSpace: (parameters: ParameterValues) => number;
}

/** The problem of following a closed form on a line, on 200 cells unless told: solvers against its exact JKO steps and the PDE. */
export function closedFormProblem(given: ClosedFormProblem): Problem {
  const { form, timeStep, times, orderInSpace, ...said } = given;
  const until = times[times.length - 1];
  return problem({
    ...said,
    defaults: { cells: [200], timeStep, until, saveAt: [0, ...times] },
    flow: (parameters, cells) => form(parameters, cells).flow,
    verify: (context) =>
      closedFormEvidence(
        {
          make: (cells) => form(context.parameters, cells),
          until,
          orderInSpace: orderInSpace(context.parameters),
          innerIntervals: 4,
          source: said.source,
        },
        context,
      ),
  });
}
