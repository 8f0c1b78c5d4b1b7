import { type Evidence, hardSphere, type VerifyContext } from '../../../src/index.ts';
import { printedEvidence } from '../common/printed.ts';
import { reproductionTable } from '../common/reproduction.ts';
import { effectiveDiffusion } from './setting.ts';

/** What is reproduced of Example 4.1, and the numbers that it prints. */
export function* reproductionEvidence({ parameters }: VerifyContext): Generator<Evidence> {
  yield reproductionTable('Example 4.1', [
    {
      what: 'Figure 1: ΔE of points, of hard rods and of the linearised equation, with slopes',
      outcome: 'yes',
      how: 'by finite volumes and JKO steps. The initial χ[0.2, 0.4] has mass 0.2 as printed; here it has height 5 and mass 1',
    },
    {
      what: 'r₀ = 2π², and r̃_ε = D_eff r₀',
      outcome: 'yes',
      how: 'by fits and by the spectrum; slopes fitted earlier are larger, of points too, and windows are stated',
    },
    {
      what: 'r_ε is that of the linearised equation',
      outcome: 'yes',
      how: 'to 1 % from t = 0.05 on; earlier p is far from 1',
    },
    {
      what: 'rods follow (4.1)',
      outcome: 'no',
      how: 'the paper samples none here. Exact rods leave a strip that they fill to 74 % faster than (4.1) says, and follow the Tonks closure; the error of (4.1) is that of the next order in the packing',
    },
  ]);
  if (parameters.particles !== 100 || parameters.epsilon !== 0.0015) return;
  const source = 'Example 4.1';
  yield* printedEvidence([
    { name: 'α of rods', printed: '2', computed: hardSphere().excludedVolume(1), source },
    { name: 'D_eff = 1 + α (N − 1) ε', printed: '1.3', computed: effectiveDiffusion(parameters), source },
  ]);
}
