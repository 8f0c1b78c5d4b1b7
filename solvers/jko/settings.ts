import { integer, knownKeys, positive, within } from '../../src/errors/check.ts';
import { type FaceMeanName, faceMean } from '../../src/index.ts';

/** The ways in which a JKO step can be solved. */
export type JkoMethod = 'newton' | 'primalDual' | 'quantile';

/** What {@link jko} may be told. */
export interface JkoSettings {
  /** `newton` unless said otherwise. */
  readonly method?: JkoMethod;
  /** τ > 0. */
  readonly timeStep: number;
  /** Mean that gives the mobility on faces; arithmetic unless said otherwise. `newton` and `primalDual` only. */
  readonly faceMean?: FaceMeanName;
  /** Intervals S of inner time, 1 to 64; 1 unless said otherwise. `newton` and `primalDual` only. */
  readonly innerIntervals?: number;
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

/** Checks and completes the settings of `newton` and `primalDual`. */
export function gridMethodSettings(
  given: JkoSettings,
  defaults: { tolerance: number; maxIterations: number },
): GridMethodSettings {
  knownKeys(`jko (${given.method ?? 'newton'})`, given, [
    'method',
    'timeStep',
    'faceMean',
    'innerIntervals',
    'tolerance',
    'maxIterations',
  ]);
  return {
    timeStep: positive('timeStep', given.timeStep),
    faceMean: faceMean(given.faceMean ?? 'arithmetic').name,
    innerIntervals: integer('innerIntervals', given.innerIntervals ?? 1, 1, 64),
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
  knownKeys('jko (quantile)', given, ['method', 'timeStep', 'parcels', 'tolerance', 'maxIterations']);
  return {
    timeStep: positive('timeStep', given.timeStep),
    parcels: given.parcels === undefined ? null : integer('parcels', given.parcels, 8, 1e6),
    tolerance: within('tolerance', given.tolerance ?? 1e-9, 1e-14, 1),
    maxIterations: integer('maxIterations', given.maxIterations ?? 200, 1),
  };
}
