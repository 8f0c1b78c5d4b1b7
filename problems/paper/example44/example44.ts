import { type Problem, problem } from '../../../src/index.ts';
import { inParts } from '../../common/parts.ts';
import { evolutionEvidence } from './evolution.ts';
import { particlesEvidence } from './particles.ts';
import { reproductionEvidence } from './reproduction.ts';
import { flows, LATE_TIMES, model, TIMES } from './setting.ts';

/**
 * Example 4.4 of the paper: N particles with a power-law repulsion in a volcano, from a lopsided ring: in the plane.
 *
 * @see {@link problems}
 */
export const example44: Problem = problem({
  name: 'paper/4.4',
  title: 'Example 4.4: power-law particles in a volcano-shaped potential',
  source:
    'Bruna–Burger–Carrillo, Coarse graining of a Fokker–Planck equation with excluded volume effects, Example 4.4, Figure 4',
  summary:
    'Equation (4.1) on [−½, ½]² for a thousand soft particles, u = (ε/r)⁴, α_u (N − 1) ε² = 0.556, in V = −4.5 e^{−2s|x|²} + 3.5 e^{−s|x|²}, s = 25, from ' +
    'p₀ = C (1 + 0.6 sin θ) e^{−(r − μ)²/2σ²}. The ring spreads and its inner side falls into the crater by t ≈ 0.01; what is left of the angle decays slowly, ' +
    'over the rim and along the walls. With --full on 200 × 200 cells, as in the paper; quickly on 40 × 40.',
  parameters: {
    particles: { default: 1000, description: 'number N of particles', range: [1, 1e6] },
    epsilon: { default: 0.01, description: 'range ε of their repulsion; 0 for none', range: [0, 0.1] },
  },
  defaults: { cells: [40, 40], timeStep: 1e-3, until: 0.2, saveAt: [0, ...TIMES, ...LATE_TIMES] },
  flow: (parameters, cells) => flows(parameters, cells).interacting,
  model: (parameters) => (parameters.epsilon === 0 ? null : model(parameters)),
  verify: inParts([
    { run: reproductionEvidence, share: 0 },
    { run: evolutionEvidence, share: 0.7 },
    { run: particlesEvidence, share: 0.3 },
  ]),
});
