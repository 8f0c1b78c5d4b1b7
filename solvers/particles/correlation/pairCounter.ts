import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { integer, knownKeys, positive } from '../../../src/errors/check.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import { GROUPS } from '../frame.ts';
import { cellList } from '../pairs/cellList.ts';
import type { PairLaw } from '../pairs/pairLaw.ts';
import { pairSums } from '../pairs/pairSums.ts';
import { arenaOf } from '../stepping/arena.ts';

/** Bins of distances in which pairs are counted: [0, reach) in equal parts. @see {@link pairCorrelation} */
export interface PairBins {
  /** Length up to which pairs are counted, in the units of the box; across periodic ends every image counts. */
  readonly reach: number;
  /** Number of bins, at most 10⁵. */
  readonly bins: number;
}

/** Counts pairs of particles by their distance, realisation by realisation. */
export interface PairCounter {
  readonly bins: number;
  /** Adds the pairs of a realisation to the counts of its group: group g in [g · bins, (g + 1) · bins). */
  add(counts: Float64Array, realisation: number, positions: Float64Array): void;
}

/** The {@link PairCounter} of a model. @throws ArgumentError naming the option. */
export function pairCounter(model: ParticleModel, options: PairBins): PairCounter {
  knownKeys('pairs', options, ['reach', 'bins']);
  const reach = positive('pairs.reach', options.reach);
  const bins = integer('pairs.bins', options.bins, 1, 1e5);
  const { particles } = model;
  if (particles < 2)
    throw new ArgumentError('pairs', options, 'none: a single particle has no other to be counted with');
  const cells = cellList(arenaOf(model), particles, reach);
  const scale = bins / reach;
  let counted: Float64Array = new Float64Array(0);
  let offset = 0;
  const law: PairLaw = {
    reach: reach * reach,
    near: reach * reach,
    close: (square) => {
      // Rounding of the root may reach the end.
      counted[offset + Math.min(bins - 1, Math.floor(Math.sqrt(square) * scale))]++;
      return 0;
    },
    table: new Float64Array(2),
    scale: 0,
  };

  return {
    bins,
    add: (counts, realisation, positions) => {
      counted = counts;
      offset = (realisation % GROUPS) * bins;
      cells.sort(positions);
      pairSums(cells, law);
    },
  };
}
