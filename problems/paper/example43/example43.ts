import { type Evidence, type Problem, problem, type VerifyContext } from '../../../src/index.ts';
import { inParts, type Part } from '../../common/parts.ts';
import { decayEvidence, figureEvidence } from '../common/line/lineEvidence.ts';
import { flowsOf, modelOf } from '../common/line/lineSetting.ts';
import { yukawaPackingEvidence } from './packing.ts';
import { particlesEvidence } from './particles.ts';
import { reproductionEvidence } from './reproduction.ts';
import { setting } from './setting.ts';

function* wellOrVolcano(context: VerifyContext): Generator<Evidence> {
  if (context.parameters.sign < 0)
    yield {
      kind: 'note',
      note:
        'With both signs negative, as the caption of Figure 3 prints it, V is a plain well. A volcano, crater and rim, has the second sign ' +
        'positive: verify with --set sign=1.',
    };
  yield* figureEvidence(setting)(context);
}

/** What is said of (4.1) alone. */
export const equationParts: readonly Part[] = [
  { run: reproductionEvidence, share: 0 },
  { run: wellOrVolcano, share: 0.3 },
  { run: decayEvidence(setting), share: 0.3 },
];

/** Example 4.3 of the paper: N Yukawa particles in a potential along x, from two Gaussians. @see {@link problems} */
export const example43: Problem = problem({
  name: 'paper/4.3',
  title: 'Example 4.3: Yukawa particles in a volcano-shaped potential',
  source:
    'Bruna–Burger–Carrillo, Coarse graining of a Fokker–Planck equation with excluded volume effects, Example 4.3, Figure 3',
  summary:
    'Equation (4.1) for a thousand soft particles, u = (ε/r) e^{−r/ε}, in V = −1.5 e^{−x²/s²} ± e^{−x²/2s²}, s = 0.1, on [−½, ½]², from two ' +
    'Gaussians along x. All is constant along y, so that it is followed on a line, with α_u (N − 1) ε² = 0.392 of the plane. The slope that ' +
    'Figure 3(d) shows is that of the second mode: the slowest is odd and hardly excited.',
  parameters: {
    particles: { default: 1000, description: 'number N of particles', range: [1, 1e6] },
    epsilon: { default: 0.01, description: 'range ε of their repulsion; 0 for none', range: [0, 0.1] },
    sign: {
      default: -1,
      description: 'of e^{−x²/2s²} in V: −1 as printed, a well; 1 for a volcano',
      range: [-1, 1],
    },
  },
  defaults: { cells: [200], timeStep: 1e-3, until: 0.25, saveAt: [0, ...setting.times, 0.25] },
  flow: (parameters, cells) => flowsOf(setting, parameters, cells).interacting,
  model: (parameters) => (parameters.epsilon === 0 ? null : modelOf(setting, parameters)),
  verify: inParts([
    ...equationParts,
    { run: particlesEvidence, share: 0.3 },
    { run: yukawaPackingEvidence, share: 0.1 },
  ]),
});
