import { uniform } from '../../../src/density/make.ts';
import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { integer, knownKeys } from '../../../src/errors/check.ts';
import { grid } from '../../../src/grid/grid.ts';
import { type ParticleModel, particleModel } from '../../../src/particles/particleModel.ts';
import type { SamplerOptions, SchemeName } from '../sampler.ts';
import { nameFor, schemeFor } from '../samplerFor.ts';
import { moveOfPair } from './moveOfPair.ts';
import { type Shells, shellsTo } from './shells.ts';
import { stationaryDensity } from './stationaryDensity.ts';

/** Shells per standard deviation of the change of the separation in a sub-step, along an axis: they blur it by 0.1 % of its variance. */
const SHELLS = 12;
/** The most shells. */
const MOST = 1500;
/** Beyond the reach of the pair its density is that far away, after so many standard deviations. */
const QUIET = 3;
/** No displacement is larger than so many. */
const FAR = 4;
/** Pairs in all, and the fewest from a shell; how often all is done anew, for the standard error. */
const PAIRS = 160_000;
const LEAST = 256;
const REPLICATES = 8;

/** What {@link effectiveAlpha} takes, of what samplers do. */
export type EffectiveAlphaOptions = Pick<SamplerOptions, 'scheme' | 'substep' | 'cutoff' | 'seed'>;

/** The excluded volume that a scheme gives to a pair. @see {@link effectiveAlpha} */
export interface EffectiveAlpha {
  readonly scheme: SchemeName;
  /** Δt; null for a scheme without sub-steps. */
  readonly substep: number | null;
  /** ∫ (1 − g) dr in units of ε^d. */
  readonly value: number;
  readonly standardError: number;
  /** α_u of the pair potential, to which the value tends as Δt → 0 and the cutoff → ∞. */
  readonly exact: number;
}

/** α = (1/(4dΔt)) ∫ g(r) (E|r′|² − r² − 4dΔt) dr, of one replicate. */
function virial(volumes: Float64Array, g: Float64Array, excess: Float64Array): number {
  return volumes.reduce((s, volume, i) => s + volume * g[i] * excess[i], 0);
}

/** Two particles of a model alone in a box in which they do not come to the walls. */
function pairIn({ epsilon, pair }: ParticleModel, dimension: number, room: number): ParticleModel {
  const box = grid(
    Array.from({ length: dimension }, () => [-room, room] as const),
    Array.from({ length: dimension }, () => 3),
  );
  return particleModel({ particles: 2, epsilon, pair, initial: uniform(box) });
}

/**
 * The excluded volume α = ∫ (1 − g) dr of an isolated pair as a scheme makes it at its sub-step: what stands in for α_u in
 * (1.7) when particles are moved by it.
 *
 * g is the density of the separation r that the scheme's own sub-step leaves as it is, 1 far away, without V and walls; shells of r, and
 * pairs from each of them, give the transition matrix of which it is the fixed point. As |r|² grows by 4dΔt without interaction,
 * α = ∫ g (E|r′|² − r² − 4dΔt) dr/(4dΔt), in which only pairs that interact count.
 *
 * @param model - gives the pair potential, ε, the dimension and, unless they are given, scheme, sub-step and cutoff.
 * @returns α in units of ε^d, with the standard error over eight replicates; it takes about a second.
 * @throws ArgumentError, also for sub-steps so short, some (ε/100)²/4, that shells of their width are too many; as {@link ensemble} does.
 * @see [Particles](/theory/particles)
 */
export function effectiveAlpha(model: ParticleModel, options: EffectiveAlphaOptions = {}): EffectiveAlpha {
  knownKeys('effectiveAlpha', options, ['scheme', 'substep', 'cutoff', 'seed']);
  const seed = integer('seed', options.seed ?? 1, 0, 2 ** 32 - 1);
  const d = model.box.length;
  const exact = model.pair.excludedVolume(d);
  const name = nameFor('effectiveAlpha', model, options);
  const exactly = (value: number, substep: number | null): EffectiveAlpha => ({
    scheme: name,
    substep,
    value,
    standardError: 0,
    exact,
  });
  if (name === 'rods') return exactly(exact, null);
  // α is asked of the state of rest.
  const settings: SamplerOptions = name === 'rejection' ? { ...options, steadyStateOnly: true } : options;
  const own = schemeFor('effectiveAlpha', name, model, settings);
  const { substep } = own;
  if (name === 'points') return exactly(0, substep === Infinity ? null : substep);
  const cutoff = typeof own.settings.cutoff === 'number' ? own.settings.cutoff : null;
  const reach = model.epsilon * (cutoff ?? 1);
  const deviation = Math.sqrt(4 * substep);
  const quiet = reach + QUIET * deviation;
  const shells: Shells = shellsTo(d, model.epsilon, quiet + FAR * deviation, deviation / SHELLS);
  if (shells.number > MOST)
    throw new ArgumentError(
      'substep',
      substep,
      `a longer one: here ${shells.number} shells, at most ${MOST}`,
    );
  const pair = pairIn(model, d, 2 * (quiet + 3 * FAR * deviation));
  const scheme = schemeFor('effectiveAlpha', name, pair, {
    ...settings,
    substep,
    ...(cutoff === null ? {} : { cutoff }),
  });
  const samples = Math.max(LEAST, Math.ceil(PAIRS / shells.number));
  const values = Array.from({ length: REPLICATES }, (_, replicate) => {
    const moves = moveOfPair(scheme, shells, substep, samples, seed, replicate);
    const g = stationaryDensity(moves, shells, Math.ceil(quiet / shells.width));
    return virial(shells.volumes, g, moves.excess) / (4 * d * substep * model.epsilon ** d);
  });
  const value = values.reduce((a, b) => a + b, 0) / REPLICATES;
  const variance = values.reduce((s, v) => s + (v - value) ** 2, 0) / (REPLICATES - 1);
  return { scheme: name, substep, value, standardError: Math.sqrt(variance / REPLICATES), exact };
}
