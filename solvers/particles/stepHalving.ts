import { CapabilityError } from '../../src/errors/capabilityError.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { type EnsembleOptions, ensemble } from './ensemble.ts';
import { type Estimate, momentEstimates } from './estimates.ts';

/** What a sub-step and half of it differ in at one time. @see {@link stepHalving} */
export interface StepHalving {
  readonly time: number;
  /** Per axis, the difference of ⟨x⟩ at half of the sub-step from that at the whole, in standard errors of the difference. */
  readonly mean: readonly number[];
  /** Likewise of ⟨x²⟩. */
  readonly meanSquare: readonly number[];
  /** What the sampler counts, in all realisations, at the whole sub-step: for soft particles displacements that were capped. */
  readonly counted: number;
}

function inErrors(whole: Estimate, half: Estimate): number {
  return (half.value - whole.value) / Math.hypot(whole.standardError, half.standardError);
}

/**
 * Runs a model at its sub-step and at half of it, with other random numbers, and compares moments: beyond 3 or so the sub-step is too long for
 * as many realisations.
 *
 * @param options - those of {@link ensemble}, at least two realisations.
 * @returns one entry per time.
 * @throws CapabilityError where there are no sub-steps to be halved; as {@link ensemble} does.
 */
export function stepHalving(model: ParticleModel, options: EnsembleOptions): StepHalving[] {
  const whole = ensemble(model, options);
  const { substep } = whole.settings;
  if (typeof substep !== 'number')
    throw new CapabilityError('stepHalving', 'sub-steps', `"${whole.method}" is exact without any`);
  const half = ensemble(model, { ...options, substep: substep / 2 });
  return whole.times.map((time, k) => {
    const [a, b] = [momentEstimates(whole, k), momentEstimates(half, k)];
    return {
      time,
      mean: a.mean.map((estimate, axis) => inErrors(estimate, b.mean[axis])),
      meanSquare: a.meanSquare.map((estimate, axis) => inErrors(estimate, b.meanSquare[axis])),
      counted: whole.frames[k].counted,
    };
  });
}
