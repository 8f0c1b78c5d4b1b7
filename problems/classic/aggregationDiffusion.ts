import {
  type Energy,
  type Evidence,
  grid,
  l1Distance,
  type ParameterValues,
  type Problem,
  problem,
  steadyState,
  type VerifyContext,
} from '../../src/index.ts';
import { claim } from '../common/claim.ts';
import { inParts } from '../common/parts.ts';
import { barenblatt } from './barenblatt.ts';
import { barenblattAverages } from './barenblattAverages.ts';
import { barenblattFlow } from './barenblattFlow.ts';
import type { ClosedForm } from './closedForm.ts';
import { frontOrder } from './closedFormCase.ts';
import { gridFormEvidence } from './closedFormEvidence.ts';

const SOURCE = 'Carrillo–McCann–Villani 2003';
const UNTIL = 0.1;
const CENTRE = 0.1;

function form({ m, attraction }: ParameterValues, cells: readonly number[]): ClosedForm<Energy> {
  return barenblattFlow({
    grid: grid([[-1, 1]], cells),
    exponent: m,
    centre: [CENTRE],
    radius: 0.8,
    attraction,
  });
}

/** The steady state is the profile at which K R^−α = κ R: for m = 2 the parabola κ (R² − x²)/4, R³ = 3/κ. */
function* steadyEvidence({ parameters, cells, progress }: VerifyContext): Generator<Evidence> {
  const { m, attraction } = parameters;
  const profile = barenblatt({ exponent: m, dimension: 1 });
  const { spreading, exponent } = profile.law(attraction);
  const radius = (spreading / attraction) ** (1 / (exponent + 1));
  progress('steady state', 0);
  const { grid: on, energy, initial } = form(parameters, cells).flow;
  const { density } = steadyState(energy, on, 1, { start: initial });
  const { spacing: h } = on.axes[0];
  yield claim({
    name: `steady state: L¹ to a profile of radius ${radius.toFixed(4)}`,
    measured: l1Distance(density, barenblattAverages(on, profile, [CENTRE], radius)),
    expected: 2 * h * profile.density((radius - h) ** 2, radius),
    relation: 'atMost',
    source: `${SOURCE}: compactly supported, R^(m+1) = K/κ; at most what two cells at the front hold`,
  });
}

/**
 * Nonlinear diffusion against quadratic attraction on a line, the flow of ∫p^m/(m − 1) + ½∬W p p, W = κx²/2:
 *
 *     ∂p/∂t = ∂²p^m + κ ∂((x − c) p),   c the centre of mass, which stays.
 *
 * Barenblatt profiles stay such, and R^{m+1} → K/κ exponentially: the steady state has compact support.
 *
 * Source: Carrillo–McCann–Villani 2003, Kinetic equilibration rates for granular media and related equations.
 *
 * @see {@link problems}
 */
export const aggregationDiffusion: Problem = problem({
  name: 'classic/aggregation-diffusion',
  title: 'Nonlinear diffusion against quadratic attraction',
  source: SOURCE,
  summary:
    'The flow of ∫p^m/(m − 1) + ½∬ κ(x − y)²/2 p p from a Barenblatt profile of radius 0.8. Its centre stays, its radius goes to that of ' +
    'the one steady state, a profile of compact support; for m = 2 the parabola κ(R² − x²)/4, R³ = 3/κ.',
  parameters: {
    m: { default: 2, description: 'exponent of the diffusion', range: [1.2, 3] },
    attraction: { default: 20, description: 'κ of the interaction κx²/2', range: [10, 60] },
  },
  defaults: { cells: [200], timeStep: 5e-3, until: UNTIL, saveAt: [0, 0.025, 0.05, UNTIL] },
  flow: (parameters, cells) => form(parameters, cells).flow,
  verify: inParts([
    {
      run: (context) =>
        gridFormEvidence(
          {
            make: (cells) => form(context.parameters, cells),
            // On the way: at rest JKO steps and the PDE have no error in time to tell apart.
            until: 0.8 / context.parameters.attraction,
            orderInSpace: frontOrder(context.parameters.m),
            innerIntervals: 1,
            source: SOURCE,
          },
          context,
        ),
      share: 0.9,
    },
    { run: steadyEvidence, share: 0.1 },
  ]),
});
