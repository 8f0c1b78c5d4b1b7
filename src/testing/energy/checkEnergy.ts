import type { Energy } from '../../energy/index.ts';
import { ArgumentError } from '../../errors/argumentError.ts';
import { Grid, grid } from '../../grid/index.ts';
import { gridCode } from '../arbitraries/written.ts';
import { type Choice, chosenLaws, type SamplingOptions, sampling } from '../forAll.ts';
import { curvature, firstVariation, inPlaceForm } from './derivatives.ts';
import { alongGeodesics, mcCann } from './displacementConvexity.ts';
import { bregman, conjugate, fenchelYoung, inverse } from './duality.ts';
import type { EnergyLaw } from './law.ts';
import { moreau, prox } from './prox.ts';
import { algebra, convexity, locality, quadratic } from './traits.ts';

/** A name of a law about energies. @see {@link checkEnergy} */
export type EnergyLawName =
  | 'in-place form'
  | 'first variation'
  | 'algebra'
  | 'curvature'
  | 'inverse'
  | 'conjugate'
  | 'Fenchel–Young'
  | 'Bregman distance'
  | 'prox'
  | 'Moreau'
  | 'convexity'
  | 'quadratic'
  | 'locality'
  | 'displacement convexity'
  | 'McCann';

const laws: Readonly<Record<EnergyLawName, EnergyLaw>> = {
  'in-place form': inPlaceForm,
  'first variation': firstVariation,
  algebra,
  curvature,
  inverse,
  conjugate,
  'Fenchel–Young': fenchelYoung,
  'Bregman distance': bregman,
  prox,
  Moreau: moreau,
  convexity,
  quadratic,
  locality,
  'displacement convexity': alongGeodesics,
  McCann: mcCann,
};

function isLawName(name: string): name is EnergyLawName {
  return Object.hasOwn(laws, name);
}

/** The names of the laws of {@link checkEnergy}, in the order in which they are checked. */
export const energyLawNames: readonly EnergyLawName[] = Object.keys(laws).filter(isLawName);

/** What {@link checkEnergy} may be told. */
export interface CheckEnergyOptions extends SamplingOptions, Choice<EnergyLawName> {
  /** Where to try the energy; [0, 1] in 8 cells by default. */
  readonly grid?: Grid;
}

/**
 * Checks the laws that an energy must obey, on random densities: value, first variation and curvature against
 * differences; inverse, conjugate, prox, Fenchel–Young and Bregman gaps against their definitions; every declared trait
 * (convex, quadratic, local, λ-convex along geodesics of the line, McCann's condition) against its consequences.
 *
 * @returns the names of the laws that said something about this energy, all of which hold.
 * @throws LawError naming the first law that is broken, what was seen, for which density, and the call that shows it again.
 * @see [Testing laws](/guide/testing-laws)
 */
export function checkEnergy(energy: Energy, options: CheckEnergyOptions = {}): EnergyLawName[] {
  const known = ['grid', 'runs', 'seed', 'path'];
  const chosen = chosenLaws('checkEnergy', options, known, energyLawNames);
  const on = options.grid ?? grid([[0, 1]], [8]);
  if (typeof energy?.on !== 'function') throw new ArgumentError('energy', energy, 'an Energy');
  if (!(on instanceof Grid)) throw new ArgumentError('grid', on, 'a Grid');
  const checked: EnergyLawName[] = [];
  for (const name of chosen) {
    const again = (seed: number, path: string): string =>
      `checkEnergy(energy, { grid: ${gridCode(on)}, only: ['${name}'], seed: ${seed}, path: '${path}' })`;
    const subject = { law: name, name: energy.name, energy, grid: on, sampling: sampling(options), again };
    if (!laws[name].applies(subject)) continue;
    laws[name].verify(subject);
    checked.push(name);
  }
  return checked;
}
