import {
  coarseGrain,
  type Density,
  density,
  type Energy,
  entropy,
  excludedVolume,
  gaussian,
  grid,
  meanField,
  nonInteracting,
  type PairPotential,
  type ParticleModel,
  particleModel,
  potential,
} from '../../../src/index.ts';

/** Ω, periodic: no walls, where u of a long range would act otherwise. */
const BOX = [-0.5, 0.5] as const;
/** Of u₁. */
const AMPLITUDE = 4;

/** V(x) = −cos 2πx. */
function external(x: number): number {
  return -Math.cos(2 * Math.PI * x);
}

/** What is observed: ⟨cos 2πx⟩, which V raises and repulsion lowers. */
export const observed: Energy = potential((x) => Math.cos(2 * Math.PI * x));

/** A regime of Remark 3.1. */
export interface Regime {
  /** β in [0, 1]. */
  readonly beta: number;
  /** N. */
  readonly particles: number;
  /** Range a of u₁ = A e^{−(x/a)²}. */
  readonly range: number;
}

/** u of (3.33) in units of its range ε = a N^{−β}: N^{β−1} A e^{−r²}. */
function pairOf({ beta, particles }: Regime): PairPotential {
  return gaussian(AMPLITUDE * particles ** (beta - 1));
}

/** The density that particles are thrown from: uniform, or e^{−V}, which with weights e^{−U} is equilibrium. */
export type Start = 'uniform' | 'equilibrium';

function initialDensity(start: Start, cells: number): Density {
  const line = grid([BOX], [cells], { periodic: [true] });
  return density(line, start === 'uniform' ? () => 1 : (x) => Math.exp(-external(x)), { mass: 1 });
}

/** N particles on a circle with u = N^{β−1} u₁(N^β x), (3.33) with d = 1. */
export function modelOf(regime: Regime, start: Start, cells: number): ParticleModel {
  const { beta, particles, range } = regime;
  return particleModel({
    particles,
    epsilon: range * particles ** -beta,
    pair: pairOf(regime),
    external,
    initial: initialDensity(start, cells),
  });
}

/** The macroscopic equations of Remark 3.1. */
export type LimitName = 'ideal' | 'meanField' | 'moderate' | 'secondVirial';

/** Their names in tables. */
export const limitLabels: Readonly<Record<LimitName, string>> = {
  ideal: 'no interaction',
  meanField: '(2.3), mean field',
  moderate: '(2.4) with ∫u₁',
  secondVirial: '(1.7), α_u',
};
export const limitNames: readonly LimitName[] = ['ideal', 'meanField', 'moderate', 'secondVirial'];

/** (N − 1)/N ∫u₁: what one particle feels of all others, whatever β. */
function integral({ particles, range }: Regime): number {
  return (AMPLITUDE * range * Math.sqrt(Math.PI) * (particles - 1)) / particles;
}

/** The free energy of each of them. */
export function limitEnergy(name: LimitName, regime: Regime, model: ParticleModel): Energy {
  switch (name) {
    case 'ideal':
      return nonInteracting(model);
    case 'meanField':
      return meanField(model);
    case 'moderate':
      return entropy()
        .plus(potential(external))
        .plus(excludedVolume(integral(regime)));
    case 'secondVirial':
      return coarseGrain(model);
  }
}

/** Which of them Remark 3.1 assigns to a β; β* = d/(d + 2) = 1/3. */
export function limitFor({ beta }: Regime): LimitName {
  return beta === 0 ? 'meanField' : beta < 1 / 3 ? 'moderate' : 'secondVirial';
}
