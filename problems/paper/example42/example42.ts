import { type Problem, problem } from '../../../src/index.ts';
import { inParts, type Part } from '../../common/parts.ts';
import { decayEvidence, figureEvidence } from '../common/line/lineEvidence.ts';
import { flowsOf, modelOf } from '../common/line/lineSetting.ts';
import { diskPackingEvidence } from './packing.ts';
import { particlesEvidence } from './particles.ts';
import { recoveryEvidence } from './recovery.ts';
import { reproductionEvidence } from './reproduction.ts';
import { schemeEvidence } from './schemes.ts';
import { setting } from './setting.ts';
import { spaceOrderEvidence } from './spaceOrder.ts';

/** What is said of (4.1) alone. */
export const equationParts: readonly Part[] = [
  { run: reproductionEvidence, share: 0 },
  { run: figureEvidence(setting), share: 0.15 },
  { run: decayEvidence(setting), share: 0.1 },
  { run: spaceOrderEvidence, share: 0.3 },
  { run: recoveryEvidence, share: 0.15 },
];

/** Example 4.2 of the paper: N hard disks in a well that is quadratic along x, from a strip. @see {@link problems} */
export const example42: Problem = problem({
  name: 'paper/4.2',
  title: 'Example 4.2: hard disks in a quadratic potential',
  source:
    'Bruna–Burger–Carrillo, Coarse graining of a Fokker–Planck equation with excluded volume effects, Example 4.2, Figure 2',
  summary:
    'Equation (4.1) for a thousand hard disks in V = 5x² on [−½, ½]², from χ[0.1, 0.3] of unit mass. All is constant along y, so that it is ' +
    'followed on a line, with the coefficient α (N − 1) ε² = 0.314 of the plane. Interactions speed up the way to rest and spread what is ' +
    'found there.',
  parameters: {
    particles: { default: 1000, description: 'number N of disks', range: [1, 1e6] },
    epsilon: { default: 0.01, description: 'diameter ε of a disk; 0 for none', range: [0, 0.1] },
    stiffness: { default: 5, description: 'κ of the potential V = κ x²', range: [0, 100] },
  },
  defaults: { cells: [200], timeStep: 1e-3, until: 0.25, saveAt: [0, ...setting.times, 0.25] },
  flow: (parameters, cells) => flowsOf(setting, parameters, cells).interacting,
  model: (parameters) => (parameters.epsilon === 0 ? null : modelOf(setting, parameters)),
  verify: inParts([
    ...equationParts,
    { run: particlesEvidence, share: 0.2 },
    { run: diskPackingEvidence, share: 0.1 },
    { run: schemeEvidence, share: 0.1 },
  ]),
});
