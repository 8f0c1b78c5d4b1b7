import {
  type ClosureName,
  closuresFor,
  coarseGrain,
  type Density,
  gradientFlow,
  l1Distance,
  nonInteracting,
  type PairPotential,
} from '../../../src/index.ts';
import { twoHardRods } from './hardRods.ts';
import { densityAt, pairOf, UNTIL } from './setting.ts';
import { twoSoftRods } from './softRods.ts';
import type { TwoParticles } from './twoParticles.ts';

/** A macroscopic equation: the one without interaction, or that of a closure. */
export type Equation = ClosureName | 'ideal';

/** Two particles of a range, and how far from their density each macroscopic equation ends. */
export interface Level {
  readonly epsilon: number;
  /** Cells of Ω. */
  readonly cells: number;
  readonly two: TwoParticles;
  /** P at the end. */
  readonly joint: Density;
  /** p = ∫ P dx₂ at the end. */
  readonly marginal: Density;
  /** L¹ distance from p of each equation, begun at the marginal of the joint initial density. */
  readonly errors: ReadonlyMap<Equation, number>;
}

/** The equation's density at the end, from the initial density of the model. */
export function endOf({ model }: TwoParticles, equation: Equation, timeStep: number): Density {
  const energy = equation === 'ideal' ? nonInteracting(model) : coarseGrain(model, { closure: equation });
  return densityAt(gradientFlow({ energy, initial: model.initial }), UNTIL, timeStep);
}

/** Follows two particles with this repulsion and range, and every macroscopic equation for them, to the end. */
export function levelOf(pair: PairPotential, epsilon: number, cells: number, timeStep: number): Level {
  const given = pairOf(pair, epsilon, cells);
  const two = pair.hardCore > 0 ? twoHardRods(given) : twoSoftRods(given);
  const joint = densityAt(two.flow, UNTIL, timeStep);
  const marginal = two.marginal(joint);
  const equations: readonly Equation[] = ['ideal', ...closuresFor(two.model)];
  const errors = new Map(equations.map((e) => [e, l1Distance(marginal, endOf(two, e, timeStep))]));
  return { epsilon, cells, two, joint, marginal, errors };
}
