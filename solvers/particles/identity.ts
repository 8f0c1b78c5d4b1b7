import type { Identity } from '../../src/errors/difference.ts';
import type { Ensemble } from './ensemble.ts';

/** Where an ensemble comes from: everything but the realisations, and what was counted in them. */
export type EnsembleOrigin = Omit<Ensemble, 'realisations' | 'frames'>;

/** What must be equal for two ensembles to be shares of one. */
export function identityOf({ method, settings, model, grid, times }: EnsembleOrigin): Identity {
  return {
    // First what the rest may follow from: it is the first difference that is told.
    ...model,
    method,
    ...settings,
    bounds: grid.axes.flatMap(({ lower, upper }) => [lower, upper]),
    cells: grid.shape,
    times,
  };
}
