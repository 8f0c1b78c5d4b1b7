import {
  closuresFor,
  coarseGrain,
  type Energy,
  hardSphere,
  type LocalEnergy,
  nonInteracting,
  type ParticleModel,
  particleModel,
} from '../../../../src/index.ts';
import { equationLabels } from '../equationLabels.ts';

/** A macroscopic equation that particles may follow. */
export interface Equation {
  readonly label: string;
  readonly energy: Energy;
  /** What of it is compared between histograms: it must not know the width of cells. */
  readonly functional: LocalEnergy;
}

/** Scaled-particle theory ends where disks would fill the plane; those that fill more than this at their densest are left out. */
const CROWDED = 0.95;

/** Hard disks that exclude as much as soft particles do, of diameter ε √(α_u/π); null if they would be too crowded. */
function equalDisks({ particles, epsilon, pair, external, initial }: ParticleModel): ParticleModel | null {
  const disk = hardSphere();
  const ratio = Math.sqrt(pair.excludedVolume(2) / disk.excludedVolume(2));
  const densest = initial.values.reduce((most, p) => Math.max(most, p), 0);
  if ((Math.PI / 4) * particles * (ratio * epsilon) ** 2 * densest > CROWDED) return null;
  return particleModel({ particles, epsilon: ratio * epsilon, pair: disk, external, initial });
}

/**
 * No interaction, every closure that fits, the paper's first and the best last; of soft particles, between these, also that of
 * hard disks with the same α_u. Particles are in the plane.
 */
export function equationsOf(model: ParticleModel): Equation[] {
  const names = closuresFor(model);
  const local = (label: string, energy: LocalEnergy): Equation => ({ label, energy, functional: energy });
  const found = names.map((closure) => local(equationLabels[closure], coarseGrain(model, { closure })));
  const ideal = local(equationLabels.ideal, nonInteracting(model));
  const disks = names.includes('scaledParticle') ? null : equalDisks(model);
  if (disks === null) return [ideal, ...found];
  const [paper, ...better] = found;
  const hard = coarseGrain(disks, { closure: 'scaledParticle' });
  return [ideal, paper, local('disks of the same α_u, scaled particle', hard), ...better];
}
