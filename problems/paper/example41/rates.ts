import type { Evidence, VerifyContext } from '../../../src/index.ts';
import { rateEvidence } from '../common/rates.ts';
import { effectiveDiffusion, flows } from './setting.ts';

/** The asymptotic rates of Figure 1, predicted by the linearisation on the grid. */
export function* rodRateEvidence({
  parameters,
  cells,
  progress,
  signal,
}: VerifyContext): Generator<Evidence> {
  const { interacting, linear } = flows(parameters, cells);
  const coefficient = effectiveDiffusion(parameters) - 1;
  const points = { label: 'linear, ε = 0', flow: linear, coefficient: 0 };
  const cases = [
    ...(coefficient > 0 ? [{ label: 'hard rods', flow: interacting, coefficient }] : []),
    points,
  ];
  yield* rateEvidence({ cases, source: 'Example 4.1, Figure 1', early: [0.02, 0.1] }, progress, signal);
}
