import { knownKeys, positive, within } from '../../../src/errors/check.ts';
import { ArgumentError, type Setting } from '../../../src/index.ts';
import type { JkoSettings } from '../settings.ts';

/** How the time step of {@link jko} adapts. */
export interface AdaptiveSettings {
  /** Largest estimate of the error that a step makes, in L¹ relative to the mass: in (0, 1]. */
  readonly tolerance: number;
  /** Shortest step; a millionth of `timeStep` unless said otherwise. A step that misses the tolerance even so says `stalled`. */
  readonly minimumStep?: number;
  /** Longest step; none unless said otherwise. */
  readonly maximumStep?: number;
}

/** {@link AdaptiveSettings}, checked and complete. */
export type Adaptation = Required<AdaptiveSettings>;

/** How steps are put together, checked and complete. */
export interface SteppingSettings {
  readonly order: 1 | 2;
  /** null for steps of one length. */
  readonly adaptive: Adaptation | null;
  /** Tolerance of the automatic choice of inner intervals; null for a number that is given. */
  readonly innerTolerance: number | null;
}

function adaptation(given: AdaptiveSettings, timeStep: number): Adaptation {
  knownKeys('adaptive', given, ['tolerance', 'minimumStep', 'maximumStep']);
  const minimumStep = positive('adaptive.minimumStep', given.minimumStep ?? 1e-6 * timeStep);
  if (minimumStep > timeStep)
    throw new ArgumentError('adaptive.minimumStep', minimumStep, `at most timeStep = ${timeStep}`);
  const { maximumStep = Infinity } = given;
  if (!(maximumStep >= timeStep))
    throw new ArgumentError('adaptive.maximumStep', maximumStep, `at least timeStep = ${timeStep}`);
  return { tolerance: within('adaptive.tolerance', given.tolerance, 1e-12, 1), minimumStep, maximumStep };
}

/** Checks and completes the settings that say how steps are put together. */
export function steppingSettings({
  timeStep,
  order = 1,
  adaptive,
  innerIntervals,
  innerTolerance,
}: JkoSettings): SteppingSettings {
  if (order !== 1 && order !== 2) throw new ArgumentError('order', order, '1 or 2');
  const automatic = innerIntervals === 'auto';
  if (innerTolerance !== undefined && !automatic)
    throw new ArgumentError('innerTolerance', innerTolerance, 'given with innerIntervals: "auto" only');
  return {
    order,
    adaptive: adaptive === undefined ? null : adaptation(adaptive, timeStep),
    innerTolerance: automatic ? within('innerTolerance', innerTolerance ?? 0.02, 1e-6, 1) : null,
  };
}

/** The settings as they are written into results. */
export function recorded({ order, adaptive, innerTolerance }: SteppingSettings): Record<string, Setting> {
  return {
    order,
    adaptive: adaptive !== null,
    ...(adaptive === null
      ? {}
      : {
          adaptiveTolerance: adaptive.tolerance,
          minimumStep: adaptive.minimumStep,
          maximumStep: adaptive.maximumStep < Infinity ? adaptive.maximumStep : null,
        }),
    ...(innerTolerance === null ? {} : { innerIntervals: 'auto', innerTolerance }),
  };
}

/** Whether steps are single JKO steps of given length and number of intervals. */
export function isPlain({ order, adaptive, innerTolerance }: SteppingSettings): boolean {
  return order === 1 && adaptive === null && innerTolerance === null;
}
