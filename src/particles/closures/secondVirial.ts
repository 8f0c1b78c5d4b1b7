import { excludedVolume } from '../../energy/excludedVolume.ts';
import { CapabilityError } from '../../errors/capabilityError.ts';
import type { Closure } from './closure.ts';

/** ψ = ½ α_u (N − 1) ε^d p: the paper's (1.7) and (2.5), exact to first order in the excluded volume. */
export const secondVirial: Closure = {
  scope: 'any pair potential with a finite excluded volume',
  fits: () => true,
  excess: ({ particles, epsilon, pair, box }) => {
    const alpha = pair.excludedVolume(box.length);
    if (alpha < 0)
      throw new CapabilityError(
        'coarseGrain',
        `a pair potential that is repulsive on the whole, but ${pair.name} has α_u = ${alpha} in dimension ${box.length}`,
        'its free energy is not convex; for a bounded attraction use meanField(model)',
      );
    const coefficient = alpha * (particles - 1) * epsilon ** box.length;
    return coefficient > 0 ? excludedVolume(coefficient).terms : [];
  },
};
