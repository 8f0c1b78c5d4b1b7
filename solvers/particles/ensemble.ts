import { integer, knownKeys } from '../../src/errors/check.ts';
import type { Setting } from '../../src/flow/solver.ts';
import type { Grid } from '../../src/grid/grid.ts';
import type { ParticleModel } from '../../src/particles/particleModel.ts';
import { emptyFrame, type Frame, Tally } from './frame.ts';
import type { EnsembleOrigin } from './identity.ts';
import { type Keeping, type KeepingOptions, keepingKeys, keepingOf } from './keeping.ts';
import { modelIdentity } from './modelIdentity.ts';
import { checkOverBox } from './overBox.ts';
import { type Counted, type ParticleSampler, type SamplerOptions, samplerKeys } from './sampler.ts';
import { samplerFor } from './samplerFor.ts';
import { alongTimes, checkTimes } from './times.ts';

/** What {@link ensemble} takes. */
export interface EnsembleOptions extends SamplerOptions, KeepingOptions {
  /** Ascending times ≥ 0. */
  readonly times: readonly number[];
  /** Number of realisations; 100 unless given. */
  readonly realisations?: number;
  /** Index of the first realisation, for shares of a larger ensemble; 0 unless given. */
  readonly first?: number;
  /**
   * The grid of the histograms, over the model's box or over its first axes, along which moments are then taken as well; that of the model's
   * initial density unless given.
   */
  readonly grid?: Grid;
}

/**
 * Histograms and moments of many realisations: a merge of two is what one run would have given, to the bit.
 *
 * @see {@link ensemble}
 */
export interface Ensemble {
  readonly method: string;
  readonly settings: Readonly<Record<string, Setting>>;
  /** What `counted` is in its frames; null if nothing is. */
  readonly counts: Counted;
  /** What tells the model from others, as plain data: its numbers, and digests of the values of its functions. */
  readonly model: Readonly<Record<string, Setting>>;
  /** N. */
  readonly particles: number;
  readonly grid: Grid;
  readonly times: readonly number[];
  /** Indices of the realisations that are in, ascending; entry k of the moments belongs to entry k here. */
  readonly realisations: readonly number[];
  /** One frame per time. */
  readonly frames: readonly Frame[];
}

/** The keys of {@link EnsembleOptions}. */
export const ensembleKeys: readonly string[] = [
  'times',
  'realisations',
  'first',
  'grid',
  ...keepingKeys,
  ...samplerKeys,
];

/** Options of an ensemble, checked and completed. */
export interface EnsemblePlan {
  readonly origin: EnsembleOrigin;
  readonly sampler: ParticleSampler;
  readonly keeping: Keeping;
  /** Index of the first realisation, and how many there are. */
  readonly first: number;
  readonly total: number;
}

/** What {@link ensemble} is going to do. @param who - names the caller in errors. @throws CapabilityError; ArgumentError. */
export function planOf(who: string, model: ParticleModel, options: EnsembleOptions): EnsemblePlan {
  const times = checkTimes(options.times);
  const total = integer('realisations', options.realisations ?? 100, 1, 2 ** 24);
  const first = integer('first', options.first ?? 0, 0, 2 ** 32 - total);
  const grid = options.grid ?? model.initial.grid;
  checkOverBox('grid', grid, model);
  const sampler = samplerFor(who, model, options);
  const keeping = keepingOf(model, grid, options);
  const { method, counts } = sampler;
  const settings = { ...sampler.settings, ...keeping.settings };
  const { particles } = model;
  return {
    origin: { method, settings, counts, model: modelIdentity(model), particles, grid, times },
    sampler,
    keeping,
    first,
    total,
  };
}

/**
 * Runs realisations `first`, `first` + 1, … of a particle model and counts particles in cells at each of the times.
 *
 * Counts are integers and moments are kept per realisation, so that neither the order of realisations nor their division
 * into shares changes a bit of the result; see {@link mergeEnsembles}. The list of times is part of the input: particles
 * make their steps from each time to the next, and another list gives other paths, with the same law but for the lengths of sub-steps.
 *
 * @param onProgress - called now and then with the number of realisations done and their total.
 * @throws CapabilityError for models that no sampler can treat; ArgumentError.
 * @see [Particles](/theory/particles)
 */
export function ensemble(
  model: ParticleModel,
  options: EnsembleOptions,
  onProgress?: (done: number, total: number) => void,
): Ensemble {
  knownKeys('ensemble', options, ensembleKeys);
  const { origin, sampler, keeping, first, total } = planOf('ensemble', model, options);
  const { grid, times } = origin;
  const frames = times.map((time) => ({ ...emptyFrame(time, grid, total), ...keeping.frame(total) }));
  const tally = new Tally(grid, model.particles, model.box.length);
  const state = new Float64Array(sampler.size);
  const positions = new Float64Array(sampler.size);
  const report = Math.ceil(total / 100);
  for (let slot = 0; slot < total; slot++) {
    alongTimes(sampler, state, first + slot, times, (k, counted) => {
      const overlaps = sampler.positions(positions, state);
      frames[k] = tally.add(frames[k], slot, first + slot, positions, overlaps, counted);
      keeping.add(frames[k], slot, first + slot, positions);
    });
    if ((slot + 1) % report === 0 || slot + 1 === total) onProgress?.(slot + 1, total);
  }
  const realisations = Array.from({ length: total }, (_, slot) => first + slot);
  return { ...origin, realisations, frames };
}
