import { CapabilityError } from '../errors/capabilityError.ts';
import { integer } from '../errors/check.ts';
import { mayerIntegral } from './mayerIntegral.ts';
import type { PairPotential } from './pairPotential.ts';
import { thirdVirialIntegral } from './thirdVirial.ts';

/** A pair potential in the making: what is left out is soft, without end, and integrated numerically. */
export interface Ingredients {
  readonly name: string;
  readonly u: (r: number) => number;
  readonly force: ((r: number) => number) | null;
  readonly hardCore?: number;
  readonly cutoff?: number;
  /** α_u in dimension d where it has a closed form. */
  readonly closedForm?: (dimension: number) => number;
  /** B₃ in dimension d where it has one. */
  readonly thirdVirial?: (dimension: number) => number;
  /** Where u(|x|) is known to be of positive type; nowhere unless given. */
  readonly positiveType?: (dimension: number) => boolean;
}

/** A function of the dimension, found when first asked for and kept. */
function kept(of: (dimension: number) => number): (dimension: number) => number {
  const known = new Map<number, number>();
  return (dimension) => {
    const d = integer('dimension', dimension, 1, 3);
    const value = known.get(d) ?? of(d);
    known.set(d, value);
    return value;
  };
}

/** Completes a pair potential; α_u and B₃ are found when first asked for and kept. */
export function makePotential(ingredients: Ingredients): PairPotential {
  const {
    name,
    u,
    force,
    hardCore = 0,
    cutoff = Infinity,
    closedForm,
    positiveType = () => false,
  } = ingredients;
  const shape = { name, u, hardCore, cutoff };
  const excludedVolume = kept(closedForm ?? ((d) => mayerIntegral(shape, d)));
  const thirdVirial = kept((d) => {
    if (ingredients.thirdVirial !== undefined) return ingredients.thirdVirial(d);
    if (hardCore > 0)
      throw new CapabilityError(
        'thirdVirial',
        `hard spheres, or a pair potential that is finite for r > 0, but ${name} has a hard core and a tail`,
        'use closure "secondVirial"',
      );
    return thirdVirialIntegral(shape, d);
  });
  return Object.freeze({ name, u, force, hardCore, cutoff, positiveType, excludedVolume, thirdVirial });
}
