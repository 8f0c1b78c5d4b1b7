import {
  closuresFor,
  coarseGrain,
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
  readonly energy: LocalEnergy;
}

/** Hard particles that exclude as much as soft ones do: of diameter ε (α_u/V_d(1))^{1/d} in the plane. */
function equalDisks({ particles, epsilon, pair, external, initial }: ParticleModel): ParticleModel {
  const disk = hardSphere();
  const d = initial.grid.dimension;
  const ratio = (pair.excludedVolume(d) / disk.excludedVolume(d)) ** (1 / d);
  return particleModel({ particles, epsilon: ratio * epsilon, pair: disk, external, initial });
}

/**
 * No interaction, every closure that fits, the paper's first and the best last; of soft particles, which have the paper's alone, also that of
 * hard disks with the same α_u.
 */
export function equationsOf(model: ParticleModel): Equation[] {
  const names = closuresFor(model);
  const found = names.map((closure) => ({
    label: equationLabels[closure],
    energy: coarseGrain(model, { closure }),
  }));
  const ideal = { label: equationLabels.ideal, energy: nonInteracting(model) };
  if (names.includes('scaledParticle')) return [ideal, ...found];
  const energy = coarseGrain(equalDisks(model), { closure: 'scaledParticle' });
  return [ideal, ...found, { label: 'disks of the same α_u, scaled particle', energy }];
}
