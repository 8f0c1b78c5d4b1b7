import { type Problem, problem } from '../../../src/index.ts';
import { inParts } from '../../common/parts.ts';
import { decayEvidence } from './decay.ts';
import { lawEvidence } from './laws.ts';
import { packingEvidence } from './packing.ts';
import { rodRateEvidence } from './rates.ts';
import { reproductionEvidence } from './reproduction.ts';
import { rodEvidence } from './rods.ts';
import { flows, model } from './setting.ts';
import { spaceOrderEvidence } from './spaceOrder.ts';
import { timeStepEvidence } from './timeStepOrder.ts';

/**
 * Example 4.1 of the paper: N hard rods on an interval, no external potential, from a crowded strip.
 *
 * @see {@link problems}
 */
export const example41: Problem = problem({
  name: 'paper/4.1',
  title: 'Example 4.1: convergence rate',
  source:
    'Bruna–Burger–Carrillo, Coarse graining of a Fokker–Planck equation with excluded volume effects, Example 4.1',
  summary:
    'Equation (4.1) in one dimension without external potential, from χ[0.2, 0.4] (of unit mass, height 5): the free energy ' +
    '(4.2) decays exponentially, with interactions D_eff = 1 + α(N − 1)ε times as fast. Solved by JKO steps, by finite volumes ' +
    'and by exact hard rods.',
  parameters: {
    particles: { default: 100, description: 'number N of rods', range: [1, 1e6] },
    epsilon: { default: 0.0015, description: 'length ε of a rod; 0 for the linear case', range: [0, 1] },
  },
  defaults: { cells: [200], timeStep: 1e-3, until: 0.3, saveAt: [0, 0.05, 0.1, 0.2, 0.3] },
  flow: (parameters, cells) => flows(parameters, cells).interacting,
  model: (parameters) => (parameters.epsilon === 0 ? null : model(parameters)),
  verify: inParts([
    { run: reproductionEvidence, share: 0 },
    { run: decayEvidence, share: 0.25 },
    { run: rodRateEvidence, share: 0.1 },
    { run: timeStepEvidence, share: 0.25 },
    { run: spaceOrderEvidence, share: 0.25 },
    { run: lawEvidence, share: 0.05 },
    { run: rodEvidence, share: 0.05 },
    { run: packingEvidence, share: 0.05 },
  ]),
});
