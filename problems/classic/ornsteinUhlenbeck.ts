import { grid, type Problem } from '../../src/index.ts';
import { closedFormProblem } from './closedFormProblem.ts';
import { gaussianFlow } from './gaussianFlow.ts';

/** The Fokker–Planck equation of Ornstein and Uhlenbeck's process on a line from a Gaussian. @see {@link problems} */
export const ornsteinUhlenbeck: Problem = closedFormProblem({
  name: 'classic/ornstein-uhlenbeck',
  title: 'A Gaussian in a quadratic well',
  source: 'Jordan–Kinderlehrer–Otto 1998; Uhlenbeck–Ornstein 1930',
  summary:
    '∂p/∂t = ∂²p + κ ∂((x − w) p) from a Gaussian beside the well at w = −0.2; κ = 0 is the heat equation. The PDE and every ' +
    'exact JKO step move and widen it, so that the errors of a solver in space and in the distance are told from those of JKO ' +
    'steps in time.',
  parameters: {
    confinement: { default: 10, description: 'κ of the potential κ(x − w)²/2', range: [0, 40] },
  },
  form: ({ confinement }, cells) =>
    gaussianFlow({
      grid: grid([[-1.5, 1.5]], cells),
      mean: [0.2],
      deviation: 0.15,
      confinement,
      well: [-0.2],
    }),
  timeStep: 1.5e-3,
  times: [0.01, 0.02, 0.03],
  orderInSpace: () => 2,
});
