import { grid, type LocalEnergy, type ParameterValues, type Problem, problem } from '../../src/index.ts';
import { barenblattFlow } from './barenblattFlow.ts';
import type { ClosedForm } from './closedForm.ts';
import { frontOrder } from './closedFormCase.ts';
import { closedFormEvidence } from './closedFormEvidence.ts';

const SOURCE = 'Barenblatt 1952; Otto 2001';
const UNTIL = 0.02;

function form({ m, confinement }: ParameterValues, cells: readonly number[]): ClosedForm<LocalEnergy> {
  return barenblattFlow({
    grid: grid([[-1, 1]], cells),
    exponent: m,
    centre: [0],
    radius: 0.4,
    confinement,
  });
}

/**
 * The porous-medium equation on a line from a Barenblatt profile, in a quadratic potential if asked.
 *
 * @see {@link problems}
 */
export const porousMedium: Problem = problem({
  name: 'classic/porous-medium',
  title: 'Porous medium from a Barenblatt profile',
  source: SOURCE,
  summary:
    '∂p/∂t = ∂²p^m + κ ∂(x p) from a Barenblatt profile of radius 0.4. The PDE and every exact JKO step dilate it, so that the ' +
    'errors of a solver in space and in the distance are told from those of JKO steps in time.',
  parameters: {
    m: { default: 2, description: 'exponent of the diffusion', range: [1.2, 3] },
    confinement: { default: 0, description: 'κ of the potential κx²/2', range: [0, 20] },
  },
  defaults: { cells: [200], timeStep: 1e-3, until: UNTIL, saveAt: [0, 0.005, 0.01, UNTIL] },
  flow: (parameters, cells) => form(parameters, cells).flow,
  verify: (context) =>
    closedFormEvidence(
      {
        make: (cells) => form(context.parameters, cells),
        until: UNTIL,
        orderInSpace: frontOrder(context.parameters.m),
        innerIntervals: 4,
        source: SOURCE,
      },
      context,
    ),
});
