import type { Setting } from '../../src/flow/solver.ts';

/** What a sampler counts on the way, by the name of the diagnostic: null if nothing. @see {@link ensemble} */
export type Counted = 'capped' | 'collisions' | 'rejected' | null;

/**
 * A way to move the particles of a model, realisation by realisation.
 *
 * The state of one realisation is `size` numbers; what they mean is the sampler's own affair. Step 0 is the initial state;
 * steps 1, 2, … each have their own random numbers, so that a realisation is a function of seed, realisation and the
 * times asked for, and of nothing else.
 */
export interface ParticleSampler {
  /** A {@link SchemeName}. */
  readonly method: string;
  /** Everything that the law of a realisation depends on, besides model and times. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** Numbers per realisation, N d. */
  readonly size: number;
  /** Whether pairs that overlap mean that something went wrong. */
  readonly keepsApart: boolean;
  readonly counts: Counted;
  /** Writes the state at time zero. */
  start(state: Float64Array, realisation: number): void;
  /**
   * Advances the state by a time > 0.
   *
   * @param step - 1, 2, …, never the same twice for a realisation.
   * @returns how many there were of what the sampler counts.
   */
  advance(state: Float64Array, realisation: number, step: number, duration: number): number;
  /** Writes the N d coordinates of the centres, particle by particle; returns the number of pairs that overlap. */
  positions(out: Float64Array, state: Float64Array): number;
}

/** Names of the samplers. @see {@link ensemble} */
export type SchemeName = 'rods' | 'points' | 'soft' | 'events' | 'mirror' | 'rejection';

/** All samplers. @see {@link ensemble} */
export const schemeNames: readonly SchemeName[] = ['rods', 'points', 'soft', 'events', 'mirror', 'rejection'];

/** The keys of {@link SamplerOptions}. */
export const samplerKeys = [
  'seed',
  'sweeps',
  'positions',
  'scheme',
  'substep',
  'cutoff',
  'steadyStateOnly',
] as const;

/** What samplers may be told. @see {@link ensemble} */
export interface SamplerOptions {
  /**
   * How particles move; the sampler made for the model unless given: `rods` on a line between walls, the collisions of `events` for other hard particles,
   * the sub-steps of `soft` for soft ones, `points` for a single one. `points` may be asked for in any model, and leaves out its interaction.
   */
  readonly scheme?: SchemeName;
  /** Longest sub-step of samplers that step; from the model unless given. */
  readonly substep?: number;
  /** Distance, in units of ε, beyond which `soft` particles feel nothing; from the potential unless given. */
  readonly cutoff?: number;
  /** That nothing but the steady state is asked for, which `rejection` must be told. */
  readonly steadyStateOnly?: boolean;
  /**
   * Where all realisations begin, N d coordinates, particle by particle, without overlap; copied. Drawn from the initial density
   * unless given.
   */
  readonly positions?: Float64Array;
  /** Seed of the random numbers, an integer in [0, 2³²); 1 unless given. */
  readonly seed?: number;
  /**
   * Metropolis sweeps that make the initial state, where it has no direct sampler: 30 over the share of throws that succeed,
   * unless given; points need none. For rods the indicator of an interval, its ends inside cells included, is sampled directly, without
   * sweeps; any other density is taken as constant in each cell.
   */
  readonly sweeps?: number;
}
