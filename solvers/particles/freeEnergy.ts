import type { DiscreteEnergy, DiscreteLocalEnergy } from '../../src/energy/discreteEnergy.ts';
import type { Energy } from '../../src/energy/energy.ts';
import { ArgumentError } from '../../src/errors/argumentError.ts';
import type { Ensemble } from './ensemble.ts';
import { countsOf, type Estimate, frameAt, membersOf } from './estimates.ts';
import { type Frame, GROUPS } from './frame.ts';
import { jackknife, type LeftOut } from './jackknife.ts';

/** The free energy of an ensemble by several estimators. @see {@link freeEnergyEstimate} */
export interface FreeEnergyEstimate extends Estimate {
  /** Jackknife over realisations: bias of first order removed, no independence of particles assumed. */
  readonly value: number;
  /** The functional of the histogram as it is: too high by about (cells − 1)/(2 N R) for the entropy. */
  readonly plugIn: number;
  /**
   * The plug-in less its bias for independent particles, of first order: Miller–Madow for the entropy, n_i(n_i − 1)/(n(n − 1))
   * for p²; null for an energy that is not local. It over-corrects where particles repel each other: a cross-check.
   */
  readonly independent: number | null;
}

function isLocal(energy: DiscreteEnergy): energy is DiscreteLocalEnergy {
  return 'curvature' in energy;
}

/**
 * E less ½ h^d Σ U″(p_i) var p_i, with the unbiased var p_i = p_i (1 − h^d p_i)/(h^d (n − 1)) of a multinomial law.
 *
 * For U = p² that is the U-statistic Σ n_i (n_i − 1)/(n (n − 1) h^d), exactly; for p log p it is Miller's (K − 1)/(2n) with
 * K the number of occupied cells and n − 1 for n.
 */
function independentEstimate(
  energy: DiscreteLocalEnergy,
  p: Float64Array,
  plugIn: number,
  samples: number,
): number {
  if (samples < 2 || !Number.isFinite(plugIn)) return plugIn;
  const volume = energy.grid.cellVolume;
  const curvature = new Float64Array(p.length);
  energy.curvature(curvature, p);
  let bias = 0;
  for (let i = 0; i < p.length; i++) if (p[i] > 0) bias += 0.5 * curvature[i] * p[i] * (1 - volume * p[i]);
  return plugIn - bias / (samples - 1);
}

/** What else than the frame the estimate needs. */
type Origin = Pick<Ensemble, 'particles' | 'realisations'>;

/** {@link freeEnergyEstimate} of one frame. */
export function freeEnergyOfFrame(
  energy: DiscreteEnergy,
  frame: Frame,
  { particles, realisations }: Origin,
): FreeEnergyEstimate {
  const counts = countsOf(frame);
  const size = counts.length;
  const perParticle = 1 / energy.grid.cellVolume;
  const samples = particles * realisations.length;
  const p = counts.map((n) => (n * perParticle) / samples);
  const plugIn = energy.value(p);
  const members = membersOf(realisations);
  const without = new Float64Array(size);
  const groups: LeftOut[] = [];
  for (let g = 0; g < GROUPS; g++) {
    const left = samples - particles * members[g];
    if (members[g] === 0 || left === 0) continue;
    for (let i = 0; i < size; i++)
      without[i] = ((counts[i] - frame.groups[g * size + i]) * perParticle) / left;
    groups.push({ value: energy.value(without), share: 1 - left / samples });
  }
  return {
    ...jackknife(plugIn, groups),
    plugIn,
    independent: isLocal(energy) ? independentEstimate(energy, p, plugIn, samples) : null,
  };
}

/**
 * A free energy at the k-th time of an ensemble, estimated from its histogram and corrected for bias.
 *
 * The functional is that of a model, of the one-particle density: the microscopic free energy (4.3) has correlations
 * besides, which no histogram of single particles holds; see `microscopicFreeEnergy` and `rodFreeEnergy`.
 *
 * @param energy - any energy; it is taken on the ensemble's grid.
 * @returns jackknife value and standard error, with the plug-in and the estimate for independent particles beside them; an
 * infinite value or error where the histogram leaves the domain of the energy, or with a single realisation.
 * Source: section 4; Miller 1955, Note on the bias of information estimates; Paninski 2003.
 * @see [Particles](/theory/particles)
 */
export function freeEnergyEstimate(energy: Energy, ensemble: Ensemble, k: number): FreeEnergyEstimate {
  if (typeof energy?.on !== 'function')
    throw new ArgumentError('energy', energy, 'an energy, such as coarseGrain(model)');
  return freeEnergyOfFrame(energy.on(ensemble.grid), frameAt(ensemble, k), ensemble);
}
