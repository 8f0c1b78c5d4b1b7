import { ArgumentError } from '../../src/errors/argumentError.ts';
import type { Setting } from '../../src/flow/solver.ts';
import type { Grid } from '../../src/grid/grid.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { type PairBins, pairCounter } from './correlation/pairCounter.ts';
import { type Frame, GROUPS } from './frame.ts';

/** What an ensemble may keep besides histograms and moments. */
export interface KeepingOptions {
  /** Bins in which pairs are counted by their distance, for `pairCorrelation`; they are not unless given. */
  readonly pairs?: PairBins;
  /**
   * Whether all positions are kept, for estimates by nearest neighbours: 8 N d bytes for each realisation and time; false unless
   * given.
   */
  readonly keepPositions?: boolean;
}

/** The keys of {@link KeepingOptions}. */
export const keepingKeys = ['pairs', 'keepPositions'] as const;

/** Keeps of realisations, one by one, what has been asked for. */
export interface Keeping {
  /** What is kept, for the settings of an ensemble: others do not merge with it. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** What a frame without any realisation yet holds more, for `realisations` of them. */
  frame(realisations: number): Pick<Frame, 'pairs' | 'positions'>;
  /** Adds the positions of realisation `realisation`, entry `slot` of lists. */
  add(frame: Frame, slot: number, realisation: number, positions: Float64Array): void;
}

/** The {@link Keeping} that options ask for. @throws ArgumentError naming the option. */
export function keepingOf(
  model: ParticleModel,
  grid: Grid,
  { pairs, keepPositions = false }: KeepingOptions,
): Keeping {
  if (grid.dimension < model.box.length && (pairs !== undefined || keepPositions))
    throw new ArgumentError(
      'grid',
      grid.toString(),
      `one along all ${model.box.length} axes of the box, where pairs are counted or positions kept`,
    );
  const counter = pairs === undefined ? null : pairCounter(model, pairs);
  const coordinates = model.particles * model.box.length;
  return {
    settings: {
      ...(pairs && { pairReach: pairs.reach, pairBins: pairs.bins }),
      ...(keepPositions && { keepPositions }),
    },
    frame: (realisations) => ({
      ...(counter && { pairs: new Float64Array(GROUPS * counter.bins) }),
      ...(keepPositions && {
        positions: Array.from({ length: coordinates }, () => new Float64Array(realisations)),
      }),
    }),
    add: ({ pairs: counts, positions: lists }, slot, realisation, positions) => {
      if (counts !== undefined) counter?.add(counts, realisation, positions);
      lists?.forEach((list, c) => {
        list[slot] = positions[c];
      });
    },
  };
}
