import type { Evidence, VerifyContext } from '../../../src/index.ts';
import { packingEvidence } from '../common/particles/packing.ts';
import { boltzmann } from '../common/particles/square.ts';
import { initialDensity, model, wellAt } from './setting.ts';

/** Disks at rest as they grow. */
export function* diskPackingEvidence(context: VerifyContext): Generator<Evidence> {
  const { parameters, cells } = context;
  const { particles, epsilon } = parameters;
  if (particles < 2 || epsilon === 0) return;
  const { grid: line } = initialDensity(cells);
  const thrown = boltzmann(line, wellAt(parameters));
  const study = {
    ...{ who: 'disks', epsilon, line },
    at: (diameter: number) => model({ ...parameters, epsilon: diameter }, thrown),
    realisations: { quick: 16, full: 400 },
    source: 'Reiss–Frisch–Lebowitz 1959, locally',
  };
  yield* packingEvidence(study, context);
}
