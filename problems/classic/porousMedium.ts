import { grid, type Parameter, type Problem } from '../../src/index.ts';
import { type BarenblattFlowOptions, barenblattFlow } from './barenblattFlow.ts';
import { frontOrder } from './closedFormCase.ts';
import { type ClosedFormProblem, closedFormProblem } from './closedFormProblem.ts';

/** A porous-medium problem: where the profile starts, where the well is, and what is said of it. */
type Said = Pick<BarenblattFlowOptions, 'centre' | 'radius' | 'well'> &
  Pick<ClosedFormProblem, 'name' | 'title' | 'source' | 'summary' | 'timeStep' | 'times'> & {
    readonly confinement: Parameter;
  };

function fromBarenblatt({ centre, radius, well, confinement, ...said }: Said): Problem {
  const start = { centre, radius, ...(well && { well }) };
  return closedFormProblem({
    ...said,
    parameters: {
      m: { default: 2, description: 'exponent of the diffusion', range: [1.2, 3] },
      confinement,
    },
    form: ({ m, confinement: kappa }, cells) =>
      barenblattFlow({ ...start, grid: grid([[-1, 1]], cells), exponent: m, confinement: kappa }),
    orderInSpace: ({ m }) => frontOrder(m),
  });
}

/**
 * The porous-medium equation on a line from a Barenblatt profile, in a quadratic potential if asked.
 *
 * @see {@link problems}
 */
export const porousMedium: Problem = fromBarenblatt({
  name: 'classic/porous-medium',
  title: 'Porous medium from a Barenblatt profile',
  source: 'Barenblatt 1952; Otto 2001',
  summary:
    '∂p/∂t = ∂²p^m + κ ∂(x p) from a Barenblatt profile of radius 0.4. The PDE and every exact JKO step dilate it, so that the ' +
    'errors of a solver in space and in the distance are told from those of JKO steps in time.',
  centre: [0],
  radius: 0.4,
  confinement: { default: 0, description: 'κ of the potential κx²/2', range: [0, 20] },
  timeStep: 1e-3,
  times: [0.005, 0.01, 0.02],
});

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
export const porousMediumDrift: Problem = fromBarenblatt({
  name: 'classic/porous-medium-drift',
  title: 'Porous medium drifting into a quadratic well',
  source: 'Otto 2001; Carrillo–Toscani 2000',
  summary:
    '∂p/∂t = ∂²p^m + κ ∂((x − w) p) from a Barenblatt profile of radius 0.35 about −0.4, w = 0.3. It moves to the well and takes on the ' +
    'radius at rest, by the PDE and by exact JKO steps in closed form.',
  centre: [-0.4],
  radius: 0.35,
  well: [0.3],
  confinement: { default: 20, description: 'κ of the potential κ(x − w)²/2', range: [5, 40] },
  timeStep: 3e-3,
  times: [0.02, 0.04, 0.06],
});
