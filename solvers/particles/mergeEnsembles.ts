import { ArgumentError } from '../../src/errors/argumentError.ts';
import { differenceOf } from '../../src/errors/difference.ts';
import type { Ensemble } from './ensemble.ts';
import { FrameGathering } from './gathering.ts';
import { type EnsembleOrigin, identityOf } from './identity.ts';

/** Puts an ensemble together from shares that come one by one, in any order: the same to the bit as if it had been run at once. */
export class Gathering {
  readonly #origin: EnsembleOrigin;
  readonly #frames: readonly FrameGathering[];
  readonly #realisations: number[] = [];
  readonly #seen = new Set<number>();

  constructor({ method, settings, counts, model, particles, grid, times }: EnsembleOrigin) {
    this.#origin = { method, settings, counts, model, particles, grid, times };
    this.#frames = times.map(() => new FrameGathering());
  }

  /** Takes a share in. @throws ArgumentError if it is of another ensemble, or has a realisation that is in already. */
  add(share: Ensemble): void {
    const difference = differenceOf(identityOf(share), identityOf(this.#origin));
    if (difference !== null)
      throw new ArgumentError(
        difference.key,
        `${difference.one} in one share and ${difference.other} in another`,
        'shares that differ in their realisations only',
      );
    const twice = share.realisations.find((r) => this.#seen.has(r));
    if (twice !== undefined)
      throw new ArgumentError(
        'shares',
        `realisation ${twice} twice`,
        'shares without a realisation in common',
      );
    for (const r of share.realisations) {
      this.#seen.add(r);
      this.#realisations.push(r);
    }
    share.frames.forEach((frame, k) => {
      this.#frames[k].add(frame);
    });
  }

  /** What is in so far. */
  ensemble(): Ensemble {
    const all = this.#realisations;
    const order = all.map((_, k) => k).sort((j, k) => all[j] - all[k]);
    const frames = this.#frames.map((frame) => frame.frame(order));
    return { ...this.#origin, realisations: order.map((k) => all[k]), frames };
  }
}

/**
 * One ensemble from shares of it: the same to the bit as if all realisations had been run at once, in any order of shares.
 *
 * @throws ArgumentError for what is no ensemble, and if shares differ in model, method, settings, times or grid, or have a realisation in common.
 * @see [Particles](/theory/particles)
 */
export function mergeEnsembles(...shares: readonly Ensemble[]): Ensemble {
  if (shares.length === 0) throw new ArgumentError('shares', shares, 'at least one ensemble');
  shares.forEach((share: unknown, k) => {
    if (typeof share !== 'object' || share === null || !('frames' in share && 'realisations' in share))
      throw new ArgumentError(
        `shares[${k}]`,
        share,
        'an ensemble; those in a list as mergeEnsembles(...list)',
      );
  });
  const gathering = new Gathering(shares[0]);
  for (const share of shares) gathering.add(share);
  return gathering.ensemble();
}
