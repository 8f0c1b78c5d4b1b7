import type { Evidence, VerifyContext } from '../../../src/index.ts';
import { printedEvidence } from '../common/printed.ts';
import { reproductionTable } from '../common/reproduction.ts';
import { coefficient, model } from './setting.ts';

/** What is reproduced of Example 4.4, and the numbers that it prints. */
export function* reproductionEvidence({ parameters, full }: VerifyContext): Generator<Evidence> {
  const size = full ? 'on the paper’s 200² cells' : 'on 40² cells; on the paper’s 200² with --full';
  yield reproductionTable('Example 4.4', [
    {
      what: 'Figure 4(a), (b), the potential and the initial density',
      outcome: 'yes',
      how: 'as printed, sin θ = 0 at r = 0',
    },
    {
      what: 'Figure 4(c), densities along x = 0 at t = 0, 0.0025, …, 0.0125 and at rest',
      outcome: 'yes',
      how: `by finite volumes, JKO steps and histograms, ${size}`,
    },
    {
      what: 'Figure 4(d), ΔE(t) with its two scales of time',
      outcome: 'yes',
      how: 'by finite volumes, JKO steps and histograms, with the rates of the linearisations for the slow one',
    },
    {
      what: 'a time step of 10⁻³',
      outcome: 'in part',
      how: 'steps of first order, JKO’s and backward Euler’s alike, do not resolve the first of these times, and are off by a few 10⁻² in L¹ there; JKO steps of order 2 are within 10⁻². Both orders are measured, from when the layers at the walls have gone',
    },
    {
      what: '“by when the mass is almost centred”, t = 0.01',
      outcome: 'no',
      how: 'true of the figure, not of the mass: most of it is outside the crater then, and at rest',
    },
    {
      what: 'agreement with simulations',
      outcome: 'in part',
      how: 'on the way particles are denser than (4.1) is good for, and follow the hypernetted chain; at rest what is left is not local: r⁻⁴ is not of short range on the scale of V',
    },
  ]);
  const { pair } = model({ particles: 1, epsilon: 0.01 });
  const source = 'Example 4.4, by (3.26)';
  yield* printedEvidence([
    { name: 'α_u of (ε/r)⁴ in the plane', printed: '5.568', computed: pair.excludedVolume(2), source },
  ]);
  if (parameters.particles !== 1000 || parameters.epsilon !== 0.01) return;
  yield* printedEvidence([
    { name: 'α_u (N − 1) ε²', printed: '0.556', computed: coefficient(parameters), source },
  ]);
}
