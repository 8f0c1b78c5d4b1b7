import { fromTerms } from '../energy/compose.ts';
import type { Energy } from '../energy/energy.ts';
import { interaction } from '../energy/interaction.ts';
import { CapabilityError } from '../errors/capabilityError.ts';
import { idealTerms, nonInteracting } from './nonInteracting.ts';
import type { ParticleModel } from './particleModel.ts';

/**
 * The mean-field free energy ∫ p log p + V p + ½ (N − 1) ∬ u(|x − y|/ε) p(x) p(y) dx dy, whose flow is (2.3).
 *
 * It is meant for long-range u, N ε^d ≫ 1; u is taken at differences of cell centres, zero included.
 *
 * @throws CapabilityError if u(0) is not finite: the convolution then does not exist on a grid.
 * @see {@link coarseGrain}
 */
export function meanField(model: ParticleModel): Energy {
  const { particles, epsilon, pair } = model;
  if (!Number.isFinite(pair.u(0)))
    throw new CapabilityError(
      'meanField',
      `a pair potential that is finite at r = 0, but ${pair.name} is not`,
      'for short-range repulsion use coarseGrain(model); gaussian(), exponential() and softRamp() are finite',
    );
  if (particles === 1) return nonInteracting(model);
  // On a circle u is taken of the shorter way round, which cuts it off: its sign is a matter of the grid.
  const round = model.initial.grid.axes.some(({ periodic }) => periodic);
  const positiveType = !round && pair.positiveType(model.box.length);
  const pairs = interaction((...x) => pair.u(Math.hypot(...x) / epsilon), { positiveType }).scale(
    particles - 1,
  );
  return fromTerms('meanField', [...idealTerms(model), ...pairs.terms]);
}
