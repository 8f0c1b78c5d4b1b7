import { ArgumentError } from '../../../src/errors/argumentError.ts';
import { CapabilityError } from '../../../src/errors/capabilityError.ts';
import { logGamma } from '../../../src/numerics/gamma.ts';
import type { ParticleModel } from '../../../src/particles/particleModel.ts';
import type { Ensemble } from '../ensemble.ts';
import type { Estimate } from '../estimates.ts';
import { checkOverBox } from '../overBox.ts';
import { type Cloud, keptPositions } from './cloud.ts';
import { meanLogDensity } from './meanLogDensity.ts';
import { type NearestNeighbourOptions, neighboursOf } from './nearestNeighbourEntropy.ts';
import { logOrderedVolume } from './orderedCube.ts';
import { overGroups } from './overGroups.ts';

/** More particles have more dimensions than samples can fill. */
const MOST = 4;

/** Σ V(x_i) + Σ_{i < j} u(|x_i − x_j|/ε) for sorted particles on a line; hard cores add nothing, as they do not overlap. */
function energyOf({ external, pair, epsilon }: ParticleModel, sorted: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (external !== null) sum += external(sorted[i]);
    // Two rods in contact may be closer than ε by rounding.
    for (let j = 0; j < i; j++) sum += pair.u(Math.max((sorted[i] - sorted[j]) / epsilon, pair.hardCore));
  }
  return sum;
}

/**
 * Sorted configurations as points of R^N, each particle moved left by the hard cores before it: they fill the simplex
 * lower ≤ y_1 ≤ … ≤ y_N ≤ upper − (N − 1) σ, in which distances and volumes are those of configurations.
 */
function configurations({ box, pair, epsilon, particles }: ParticleModel, sorted: Float64Array): Cloud {
  const core = pair.hardCore * epsilon;
  const [[lower, upper]] = box;
  const end = upper - (particles - 1) * core;
  const [a, b] = [new Float64Array(particles), new Float64Array(particles)];
  return {
    dimension: particles,
    each: 1,
    points: sorted.map((x, i) => x - (i % particles) * core),
    periods: Array.from({ length: particles }, () => Infinity),
    logVolume: (place, radius) => {
      for (let i = 0; i < particles; i++) {
        a[i] = Math.max(lower, place[i] - radius);
        b[i] = Math.min(end, place[i] + radius);
      }
      return logOrderedVolume(a, b);
    },
  };
}

/**
 * The microscopic free energy per particle at the k-th time of an ensemble of two to four particles on a line,
 *
 *   (1/N) ∫_{Ω^N} P (log P + Σ_i V(x_i) + Σ_{i<j} u(|x_i − x_j|/ε)) dx_1 … dx_N,
 *
 * with P the law of all of them, as (4.4) would have it: log P at each realisation is taken from the distance to the realisations most like it.
 *
 * Particles are exchangeable, so that P is N! times smaller than the density of sorted configurations, which fill a simplex; of the
 * cubes around them that part is taken. What it is above the minimum, −(1/N) log ∫ e^{−ΣV − Σu}, is the relative entropy per particle of P to equilibrium.
 *
 * @param model - of the ensemble; on a line between walls, N from 2 to 4.
 * @param ensemble - made with the option `keepPositions`, of two realisations at least.
 * @param k - index of the time.
 * @returns value ± the standard error over groups of realisations, Infinity with fewer than twenty.
 * @throws CapabilityError for other models; ArgumentError naming the option, or if positions have not been kept.
 * Source: (4.3), (4.4); Kozachenko–Leonenko 1987. For hard rods of any number `rodFreeEnergy` is exact.
 * @see [Estimators](/theory/estimators)
 */
export function microscopicFreeEnergy(
  model: ParticleModel,
  ensemble: Ensemble,
  k: number,
  options: NearestNeighbourOptions = {},
): Estimate {
  const { particles, box, initial } = model;
  if (box.length !== 1 || initial.grid.axes[0].periodic || particles < 2 || particles > MOST)
    throw new CapabilityError(
      'microscopicFreeEnergy',
      `2 to ${MOST} particles on a line between walls`,
      `the model has ${particles} in dimension ${box.length}; for rods of any number there is rodFreeEnergy(model, time)`,
    );
  checkOverBox('ensemble.grid', ensemble.grid, model);
  if (ensemble.particles !== particles)
    throw new ArgumentError('ensemble.particles', ensemble.particles, `${particles}, as in the model`);
  const neighbours = neighboursOf('microscopicFreeEnergy', options, ensemble);
  const sorted = keptPositions(ensemble, k);
  const total = ensemble.realisations.length;
  const energies = Float64Array.from({ length: total }, (_, r) =>
    energyOf(model, sorted.subarray(r * particles, (r + 1) * particles).sort()),
  );
  const cloud = configurations(model, sorted);
  const labels = logGamma(particles + 1);
  return overGroups(total, (members) => {
    const energy = members.reduce((s, r) => s + energies[r], 0) / members.length;
    return (meanLogDensity(cloud, members, neighbours) - labels + energy) / particles;
  });
}
