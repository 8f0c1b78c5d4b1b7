import { grid, type LocalEnergy, type ParameterValues, type Problem, problem } from '../../src/index.ts';
import { barenblattFlow } from './barenblattFlow.ts';
import type { ClosedForm } from './closedForm.ts';
import { frontOrder } from './closedFormCase.ts';
import { closedFormEvidence } from './closedFormEvidence.ts';

const SOURCE = 'Otto 2001; Carrillo–Toscani 2000';
const UNTIL = 0.06;

function form({ m, confinement }: ParameterValues, cells: readonly number[]): ClosedForm<LocalEnergy> {
  return barenblattFlow({
    grid: grid([[-1, 1]], cells),
    exponent: m,
    centre: [-0.4],
    radius: 0.35,
    confinement,
    well: [0.3],
  });
}

/**
 * The porous-medium equation on a line in a quadratic well beside the start,
 *
 *     ∂p/∂t = ∂²p^m + κ ∂((x − w) p):   a Barenblatt profile whose centre goes like e^{−κt} to w,
 *
 * and whose radius obeys dR/dt = K R^−α − κ R, see {@link barenblattFlow}.
 *
 * Source: Otto 2001; Carrillo–Toscani 2000, Asymptotic L¹-decay of solutions of the porous medium equation to self-similarity.
 *
 * @see {@link problems}
 */
export const porousMediumDrift: Problem = problem({
  name: 'classic/porous-medium-drift',
  title: 'Porous medium drifting into a quadratic well',
  source: SOURCE,
  summary:
    '∂p/∂t = ∂²p^m + κ ∂((x − w) p) from a Barenblatt profile of radius 0.35 about −0.4, w = 0.3. It moves to the well and takes on the ' +
    'radius at rest, by the PDE and by exact JKO steps in closed form.',
  parameters: {
    m: { default: 2, description: 'exponent of the diffusion', range: [1.2, 3] },
    confinement: { default: 20, description: 'κ of the potential κ(x − w)²/2', range: [5, 40] },
  },
  defaults: { cells: [200], timeStep: 3e-3, until: UNTIL, saveAt: [0, 0.02, 0.04, UNTIL] },
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
