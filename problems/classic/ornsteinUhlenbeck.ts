import { grid, type LocalEnergy, type ParameterValues, type Problem, problem } from '../../src/index.ts';
import type { ClosedForm } from './closedForm.ts';
import { closedFormEvidence } from './closedFormEvidence.ts';
import { gaussianFlow } from './gaussianFlow.ts';

const SOURCE = 'Jordan–Kinderlehrer–Otto 1998; Uhlenbeck–Ornstein 1930';
const UNTIL = 0.03;

function form({ confinement }: ParameterValues, cells: readonly number[]): ClosedForm<LocalEnergy> {
  return gaussianFlow({
    grid: grid([[-1.5, 1.5]], cells),
    mean: [0.2],
    deviation: 0.15,
    confinement,
    well: [-0.2],
  });
}

/** The Fokker–Planck equation of Ornstein and Uhlenbeck's process on a line from a Gaussian. @see {@link problems} */
export const ornsteinUhlenbeck: Problem = problem({
  name: 'classic/ornstein-uhlenbeck',
  title: 'A Gaussian in a quadratic well',
  source: SOURCE,
  summary:
    '∂p/∂t = ∂²p + κ ∂((x − w) p) from a Gaussian beside the well at w = −0.2; κ = 0 is the heat equation. The PDE and every ' +
    'exact JKO step move and widen it, so that the errors of a solver in space and in the distance are told from those of JKO ' +
    'steps in time.',
  parameters: {
    confinement: { default: 10, description: 'κ of the potential κ(x − w)²/2', range: [0, 40] },
  },
  defaults: { cells: [200], timeStep: 1.5e-3, until: UNTIL, saveAt: [0, 0.01, 0.02, UNTIL] },
  flow: (parameters, cells) => form(parameters, cells).flow,
  verify: (context) =>
    closedFormEvidence(
      {
        make: (cells) => form(context.parameters, cells),
        until: UNTIL,
        orderInSpace: 2,
        innerIntervals: 4,
        source: SOURCE,
      },
      context,
    ),
});
