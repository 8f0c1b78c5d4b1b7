import { knownKeys } from '../../../src/errors/check.ts';
import { CapabilityError, type Energy, type FaceMeanName, type GradientFlow } from '../../../src/index.ts';
import { newtonDefaults } from '../newton.ts';
import { requireConvexInternal } from '../requirements.ts';
import { type GridMethodSettings, gridMethodSettings } from '../settings.ts';

/** The JKO steps that are to be linearised: what `jko` calls the same. @see {@link linearise} */
export interface LinearisedSettings {
  /** τ > 0. */
  readonly timeStep: number;
  /** Mean that gives the mobility on faces; arithmetic unless said otherwise. */
  readonly faceMean?: FaceMeanName;
  /** Intervals S of inner time, 1 to 64; 1 unless said otherwise. */
  readonly innerIntervals?: number;
}

/** Checks the settings and completes them. */
export function linearisedSettings(
  given: LinearisedSettings,
  others: readonly string[] = [],
): GridMethodSettings {
  knownKeys('linearise', given, ['timeStep', 'faceMean', 'innerIntervals', ...others]);
  const { timeStep, faceMean, innerIntervals } = given;
  return gridMethodSettings(
    {
      timeStep,
      ...(faceMean !== undefined && { faceMean }),
      ...(innerIntervals !== undefined && { innerIntervals }),
    },
    newtonDefaults,
  );
}

/** Throws {@link CapabilityError} unless the steps of a flow have derivatives that can be computed. */
export function requireSecondVariations(flow: GradientFlow<Energy>): void {
  requireConvexInternal('linearise', flow);
  if (!flow.energy.terms.some(({ kind }) => kind === 'internal'))
    throw new CapabilityError(
      'linearise',
      'an internal energy with U″ > 0',
      'add entropy() or power(m) to the obstacle',
    );
  if (flow.energy.terms.some(({ kind }) => kind === 'functional'))
    throw new CapabilityError(
      'linearise',
      'second variations of all terms',
      'write functional() as interaction()',
    );
}
