import type { Evidence, VerifyContext } from '../../../src/index.ts';
import { packingEvidence } from '../common/particles/packing.ts';
import { boltzmann } from '../common/particles/square.ts';
import { initialDensity, model, wellAt } from './setting.ts';

/** Yukawa particles at rest as their range grows. */
export function* yukawaPackingEvidence(context: VerifyContext): Generator<Evidence> {
  const { parameters, cells } = context;
  const { particles, epsilon } = parameters;
  if (particles < 2 || epsilon === 0) return;
  const { grid: line } = initialDensity(cells);
  const thrown = boltzmann(line, wellAt(parameters));
  const study = {
    ...{ who: 'Yukawa particles', epsilon, line },
    at: (range: number) => model({ ...parameters, epsilon: range }, thrown),
    realisations: { quick: 8, full: 200 },
    source: 'Mayer–Mayer 1940, locally',
  };
  yield* packingEvidence(study, context);
}
