import type { DiscreteEnergy, DiscreteLocalEnergy } from '../../src/energy/discreteEnergy.ts';
import type { Energy } from '../../src/energy/energy.ts';
import { ArgumentError } from '../../src/errors/argumentError.ts';
import type { Ensemble } from './ensemble.ts';
import { countsOf, type Estimate, frameAt, membersOf } from './estimates.ts';
import { type Frame, GROUPS } from './frame.ts';
import { type JointEstimate, jackknife, jointJackknife, type LeftOut } from './jackknife.ts';

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

/** The functional of a histogram as it is, and of all but each group of its realisations. */
interface PlugIn {
  /** Of all realisations, cell by cell. */
  readonly density: Float64Array;
  readonly whole: number;
  readonly without: readonly LeftOut[];
}

/** What the jackknife of a free energy is made of. */
function plugInOf(energy: DiscreteEnergy, frame: Frame, { particles, realisations }: Origin): PlugIn {
  const counts = countsOf(frame);
  const size = counts.length;
  const perParticle = 1 / energy.grid.cellVolume;
  const samples = particles * realisations.length;
  const density = counts.map((n) => (n * perParticle) / samples);
  const members = membersOf(realisations);
  const rest = new Float64Array(size);
  const without: LeftOut[] = [];
  for (let g = 0; g < GROUPS; g++) {
    const left = samples - particles * members[g];
    if (members[g] === 0 || left === 0) continue;
    for (let i = 0; i < size; i++) rest[i] = ((counts[i] - frame.groups[g * size + i]) * perParticle) / left;
    without.push({ value: energy.value(rest), share: 1 - left / samples });
  }
  return { density, whole: energy.value(density), without };
}

/** {@link freeEnergyEstimate} of one frame. */
export function freeEnergyOfFrame(energy: DiscreteEnergy, frame: Frame, origin: Origin): FreeEnergyEstimate {
  const { density, whole, without } = plugInOf(energy, frame, origin);
  const samples = origin.particles * origin.realisations.length;
  return {
    ...jackknife(whole, without),
    plugIn: whole,
    independent: isLocal(energy) ? independentEstimate(energy, density, whole, samples) : null,
  };
}

function onGridOf({ grid }: Ensemble, energy: Energy): DiscreteEnergy {
  if (typeof energy?.on !== 'function')
    throw new ArgumentError('energy', energy, 'an energy, such as coarseGrain(model)');
  return energy.on(grid);
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
  return freeEnergyOfFrame(onGridOf(ensemble, energy), frameAt(ensemble, k), ensemble);
}

/**
 * {@link freeEnergyEstimate} at several times of an ensemble at once, with the covariance of their errors: all are of the same
 * realisations, so that a curve that is off at one time is off at the next. `hotelling` judges such a curve as a whole.
 *
 * @param times - indices of the times, at least one.
 * @throws ArgumentError for none, or for times that the ensemble has not.
 */
export function freeEnergyPath(energy: Energy, ensemble: Ensemble, times: readonly number[]): JointEstimate {
  if (times.length === 0) throw new ArgumentError('times', times, 'at least one index of a time');
  const discrete = onGridOf(ensemble, energy);
  return jointJackknife(times.map((k) => plugInOf(discrete, frameAt(ensemble, k), ensemble)));
}
