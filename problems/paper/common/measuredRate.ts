import { decayRate, type GradientFlow, type LocalEnergy } from '../../../src/index.ts';
import type { ModalRun, PassingMode } from './modalRun.ts';

/** A flow whose rate of decay is predicted and measured. */
export interface RateCase {
  readonly label: string;
  readonly flow: GradientFlow<LocalEnergy>;
  /** α_u (N − 1) ε^d of its energy, so that U″ = 1/p + a; 0 for none. */
  readonly coefficient: number;
}

/** A case with its run. */
export interface MeasuredRate extends RateCase {
  readonly run: ModalRun;
  readonly passing: PassingMode | null;
}

/** A window of time in words. */
export function windowText([from, to]: readonly [number, number]): string {
  return `[${from.toFixed(3)}, ${to.toFixed(3)}]`;
}

/** Whether a run has not come to its end before a window, or too early in it for a rate. */
export function reaches({ run: { times } }: MeasuredRate, [from, to]: readonly [number, number]): boolean {
  return times.filter((t) => t >= from && t <= to).length >= 3;
}

/** The rate at which ΔE falls in a window. */
export function fitted(
  { run: { times, relative } }: MeasuredRate,
  window: readonly [number, number],
): number {
  return decayRate(times, relative, window).rate;
}
