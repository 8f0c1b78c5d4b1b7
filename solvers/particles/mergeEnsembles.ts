import { ArgumentError } from '../../src/errors/argumentError.ts';
import type { Ensemble } from './ensemble.ts';
import type { Frame } from './frame.ts';

/** What must be equal for two ensembles to be shares of one. */
function identity({ method, settings, particles, grid, times }: Ensemble): string {
  return JSON.stringify([method, Object.entries(settings).sort(), particles, grid.axes, times]);
}

function mergeFrames(a: Frame, b: Frame, order: readonly number[]): Frame {
  // Entry k of the merged moments is entry order[k] of those of a followed by those of b.
  const pick = (x: Float64Array, y: Float64Array): Float64Array =>
    Float64Array.from(order, (k) => (k < x.length ? x[k] : y[k - x.length]));
  const sum = (x: Float64Array, y: Float64Array): Float64Array => x.map((n, i) => n + y[i]);
  const both = (x: readonly Float64Array[], y: readonly Float64Array[]): Float64Array[] =>
    x.map((own, i) => pick(own, y[i]));
  return {
    time: a.time,
    groups: a.groups.map((n, i) => n + b.groups[i]),
    squares: sum(a.squares, b.squares),
    means: both(a.means, b.means),
    meanSquares: both(a.meanSquares, b.meanSquares),
    overlaps: a.overlaps + b.overlaps,
    counted: a.counted + b.counted,
    // What is kept is part of the settings: both have it, or neither.
    ...(a.pairs && b.pairs && { pairs: sum(a.pairs, b.pairs) }),
    ...(a.positions && b.positions && { positions: both(a.positions, b.positions) }),
  };
}

function mergeTwo(a: Ensemble, b: Ensemble): Ensemble {
  if (identity(a) !== identity(b))
    throw new ArgumentError(
      'shares',
      identity(b),
      `ensembles that differ in their realisations only, like ${identity(a)}`,
    );
  const all = [...a.realisations, ...b.realisations];
  const order = all.map((_, k) => k).sort((j, k) => all[j] - all[k]);
  const realisations = order.map((k) => all[k]);
  const twice = realisations.find((r, k) => r === realisations[k + 1]);
  if (twice !== undefined)
    throw new ArgumentError('shares', `realisation ${twice} twice`, 'shares without a realisation in common');
  const frames = a.frames.map((frame, k) => mergeFrames(frame, b.frames[k], order));
  return { ...a, realisations, frames };
}

/**
 * One ensemble from shares of it: the same to the bit as if all realisations had been run at once, in any order of shares.
 *
 * @throws ArgumentError if the shares differ in method, settings, times or grid, or have a realisation in common.
 */
export function mergeEnsembles(...shares: readonly Ensemble[]): Ensemble {
  const [head, ...rest] = shares;
  if (head === undefined) throw new ArgumentError('shares', shares, 'at least one ensemble');
  return rest.reduce(mergeTwo, head);
}
