import type { Setting } from '../../src/flow/solver.ts';

/**
 * A way to move the particles of a model, realisation by realisation.
 *
 * The state of one realisation is `size` numbers; what they mean is the sampler's own affair. Step 0 is the initial state;
 * steps 1, 2, … each have their own random numbers, so that a realisation is a function of seed, realisation and the
 * times asked for, and of nothing else.
 */
export interface ParticleSampler {
  /** `rods`. */
  readonly method: string;
  /** Everything that the law of a realisation depends on, besides model and times. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** Numbers per realisation, N d. */
  readonly size: number;
  /** Writes the state at time zero. */
  start(state: Float64Array, realisation: number): void;
  /** Advances the state by a time > 0. @param step - 1, 2, …, never the same twice for a realisation. */
  advance(state: Float64Array, realisation: number, step: number, duration: number): void;
  /** Writes the N d coordinates of the centres, particle by particle; returns the number of pairs that overlap. */
  positions(out: Float64Array, state: Float64Array): number;
}

/** What every sampler may be told. */
export interface SamplerOptions {
  /** Seed of the random numbers, an integer in [0, 2³²); 1 unless given. */
  readonly seed?: number;
  /**
   * Metropolis sweeps that make the initial state, where it has no direct sampler: 30 over the share of throws that succeed,
   * unless given. For rods the indicator of an interval, its ends inside cells included, is sampled directly, without sweeps;
   * any other density is taken as constant in each cell.
   */
  readonly sweeps?: number;
}
