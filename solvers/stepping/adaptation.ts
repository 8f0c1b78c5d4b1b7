import { knownKeys, positive, within } from '../../src/errors/check.ts';
import { ArgumentError, type Setting } from '../../src/index.ts';

/** How the time step of a solver adapts. @see {@link jko} */
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

/** Of which order composed steps are, and whether their length adapts: checked and complete. */
export interface Composition {
  readonly order: 1 | 2;
  /** null for steps of one length. */
  readonly adaptive: Adaptation | null;
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

/** Checks and completes the settings that say how steps are composed. */
export function composition(
  { order = 1, adaptive }: { readonly order?: 1 | 2; readonly adaptive?: AdaptiveSettings },
  timeStep: number,
): Composition {
  if (order !== 1 && order !== 2) throw new ArgumentError('order', order, '1 or 2');
  return { order, adaptive: adaptive === undefined ? null : adaptation(adaptive, timeStep) };
}

/** The settings as they are written into results. */
export function recordedComposition({ order, adaptive }: Composition): Record<string, Setting> {
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
  };
}
