import { within } from '../../../src/errors/check.ts';
import { ArgumentError, type Setting } from '../../../src/index.ts';
import { type Composition, composition, recordedComposition } from '../../stepping/adaptation.ts';
import type { JkoSettings } from '../settings.ts';

/** How JKO steps are put together, checked and complete. */
export interface SteppingSettings extends Composition {
  /** Tolerance of the automatic choice of inner intervals; null for a number that is given. */
  readonly innerTolerance: number | null;
}

/** Checks and completes the settings that say how steps are put together. */
export function steppingSettings(given: JkoSettings): SteppingSettings {
  const { timeStep, innerIntervals, innerTolerance } = given;
  const automatic = innerIntervals === 'auto';
  const composed = composition(given, timeStep);
  if (innerTolerance !== undefined && !automatic)
    throw new ArgumentError('innerTolerance', innerTolerance, 'given with innerIntervals: "auto" only');
  return {
    ...composed,
    innerTolerance: automatic ? within('innerTolerance', innerTolerance ?? 0.02, 1e-6, 1) : null,
  };
}

/** The settings as they are written into results. */
export function recorded({ innerTolerance, ...composed }: SteppingSettings): Record<string, Setting> {
  return {
    ...recordedComposition(composed),
    ...(innerTolerance === null ? {} : { innerIntervals: 'auto', innerTolerance }),
  };
}

/** Whether steps are single JKO steps of given length and number of intervals. */
export function isPlain({ order, adaptive, innerTolerance }: SteppingSettings): boolean {
  return order === 1 && adaptive === null && innerTolerance === null;
}
