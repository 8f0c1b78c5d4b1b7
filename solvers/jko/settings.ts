import { integer, knownKeys, positive, within } from '../../src/errors/check.ts';
import { CapabilityError, type FaceMeanName, faceMean } from '../../src/index.ts';
import type { AdaptiveSettings } from '../stepping/adaptation.ts';

/** The ways in which a JKO step can be solved. @see {@link jko} */
export type JkoMethod = 'newton' | 'primalDual' | 'quantile';

/** What {@link jko} may be told. */
export interface JkoSettings {
  /** `newton` unless said otherwise. */
  readonly method?: JkoMethod;
  /** τ > 0; where the step is adaptive, that of the first. */
  readonly timeStep: number;
  /** Mean that gives the mobility on faces; arithmetic unless said otherwise. `newton` and `primalDual` only. */
  readonly faceMean?: FaceMeanName;
  /**
   * Intervals S of inner time, 1 to 64; 1 unless said otherwise; `'auto'` for the least of 1, 2, 4, 8 at which the step is within
   * `innerTolerance` of that with twice as many. `newton` and `primalDual` only, `'auto'` in `newton` only.
   */
  readonly innerIntervals?: number | 'auto';
  /** L¹ distance of the ends of a step with S and 2S intervals, relative to the L¹ change of the step, at which S is enough; 0.02 unless said otherwise. With `innerIntervals: 'auto'` only. */
  readonly innerTolerance?: number;
  /** Order in τ: 1 for plain JKO steps, which is the default, or 2 for steps extrapolated to τ → 0. `newton` only. */
  readonly order?: 1 | 2;
  /** Whether and how the time step adapts to an estimate of the error that a step makes. `newton` only. */
  readonly adaptive?: AdaptiveSettings;
  /** Relative duality gap at which a step is solved; 1e-9 (`newton`, `quantile`) or 1e-4 (`primalDual`) unless said otherwise. */
  readonly tolerance?: number;
  /** Most inner iterations per step. */
  readonly maxIterations?: number;
  /** Least number of parcels of mass that follow the flow, 8 to 10⁶; four per cell of the grid unless said otherwise. `quantile` only. */
  readonly parcels?: number;
}

/** The settings of the methods on a grid, checked and complete. */
export interface GridMethodSettings {
  readonly timeStep: number;
  readonly faceMean: FaceMeanName;
  readonly innerIntervals: number;
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** Throws {@link CapabilityError} if a method is asked for what only `newton` can do. */
export function requirePlainSteps(
  who: string,
  { order, adaptive, innerIntervals, innerTolerance }: JkoSettings,
): void {
  const remedy = 'method: "newton" does that';
  if (order !== undefined && order !== 1)
    throw new CapabilityError(who, 'order: 1', `it was given ${order}; ${remedy}`);
  if (adaptive !== undefined) throw new CapabilityError(who, 'a time step that does not adapt', remedy);
  if (innerIntervals === 'auto' || innerTolerance !== undefined)
    throw new CapabilityError(who, 'innerIntervals as a number', `it cannot choose them; ${remedy}`);
}

/** Checks and completes the settings of `newton` and `primalDual`; of `'auto'` intervals they are the first to try. */
export function gridMethodSettings(
  given: JkoSettings,
  defaults: { tolerance: number; maxIterations: number },
): GridMethodSettings {
  knownKeys(`jko (${given.method ?? 'newton'})`, given, [
    'method',
    'timeStep',
    'faceMean',
    'innerIntervals',
    'innerTolerance',
    'order',
    'adaptive',
    'tolerance',
    'maxIterations',
  ]);
  const intervals = given.innerIntervals ?? 1;
  return {
    timeStep: positive('timeStep', given.timeStep),
    faceMean: faceMean(given.faceMean ?? 'arithmetic').name,
    innerIntervals: intervals === 'auto' ? 1 : integer('innerIntervals', intervals, 1, 64),
    tolerance: within('tolerance', given.tolerance ?? defaults.tolerance, 1e-14, 1),
    maxIterations: integer('maxIterations', given.maxIterations ?? defaults.maxIterations, 1),
  };
}

/** The settings of `quantile`. */
export interface QuantileSettings {
  readonly timeStep: number;
  /** Least number of parcels; null for four per cell of the grid. */
  readonly parcels: number | null;
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** Checks and completes the settings of `quantile`. */
export function quantileSettings(given: JkoSettings): QuantileSettings {
  requirePlainSteps('jko (quantile)', given);
  knownKeys('jko (quantile)', given, [
    'method',
    'order',
    'timeStep',
    'parcels',
    'tolerance',
    'maxIterations',
  ]);
  return {
    timeStep: positive('timeStep', given.timeStep),
    parcels: given.parcels === undefined ? null : integer('parcels', given.parcels, 8, 1e6),
    tolerance: within('tolerance', given.tolerance ?? 1e-9, 1e-14, 1),
    maxIterations: integer('maxIterations', given.maxIterations ?? 200, 1),
  };
}
