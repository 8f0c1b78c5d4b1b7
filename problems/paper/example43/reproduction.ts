import { type Evidence, type VerifyContext, yukawa } from '../../../src/index.ts';
import { coefficientOf } from '../common/line/lineSetting.ts';
import { printedEvidence } from '../common/printed.ts';
import { reproductionTable } from '../common/reproduction.ts';
import { setting } from './setting.ts';

/** What is reproduced of Example 4.3, and the numbers that it prints. */
export function* reproductionEvidence({ parameters }: VerifyContext): Generator<Evidence> {
  const well = parameters.sign < 0;
  yield reproductionTable('Example 4.3', [
    {
      what: 'Figure 3(a), a volcano',
      ...(well
        ? {
            outcome: 'in part',
            how: 'V as the caption prints it is a plain well, and is what is followed here; --set sign=1 makes the second sign positive and V a volcano',
          }
        : { outcome: 'yes', how: 'with the second sign positive, which the caption prints as negative' }),
    },
    {
      what: 'Figure 3(b), densities at t = 0, 0.025, 0.05',
      outcome: 'yes',
      how: 'by finite volumes, JKO steps and histograms with standard errors. p₀ is not without flux at the walls, so that a layer forms there at once',
    },
    {
      what: 'Figure 3(c), steady states',
      outcome: 'yes',
      how: 'minimised directly; histograms at rest by Metropolis sampling',
    },
    {
      what: 'Figure 3(d), ΔE(t): steep until t ≈ 0.01, then the long-time convergence',
      ...(well
        ? {
            outcome: 'in part',
            how: 'the curves and their change of slope, yes. The slope after it is that of the second mode: the slowest is odd, hardly excited, and seen alone much later',
          }
        : { outcome: 'yes', how: 'by finite volumes, JKO steps and histograms, corrected for their bias' }),
    },
    {
      what: 'the difference in slopes is well captured by (4.1)',
      outcome: 'yes',
      how: 'within error bars on the way. At rest Yukawa particles are spread further than (4.1) says, by what their third virial coefficient adds',
    },
  ]);
  const source = 'Example 4.3, by (3.26)';
  yield* printedEvidence([
    {
      name: 'α_u of the Yukawa potential in the plane',
      printed: '3.926',
      computed: yukawa().excludedVolume(2),
      source,
    },
  ]);
  if (parameters.particles !== 1000 || parameters.epsilon !== 0.01) return;
  yield* printedEvidence([
    { name: 'α_u (N − 1) ε²', printed: '0.392', computed: coefficientOf(setting, parameters), source },
  ]);
}
