import { integer } from '../errors/check.ts';
import { mayerIntegral } from './mayerIntegral.ts';
import type { PairPotential } from './pairPotential.ts';

/** A pair potential in the making: what is left out is soft, without end, and integrated numerically. */
export interface Ingredients {
  readonly name: string;
  readonly u: (r: number) => number;
  readonly force: ((r: number) => number) | null;
  readonly hardCore?: number;
  readonly cutoff?: number;
  /** α_u in dimension d where it has a closed form. */
  readonly closedForm?: (dimension: number) => number;
  /** Where u(|x|) is known to be of positive type; nowhere unless given. */
  readonly positiveType?: (dimension: number) => boolean;
}

/** Completes a pair potential; α_u is found when first asked for and kept. */
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
  const known = new Map<number, number>();
  function excludedVolume(dimension: number): number {
    const d = integer('dimension', dimension, 1, 3);
    let alpha = known.get(d);
    if (alpha === undefined) {
      alpha = closedForm === undefined ? mayerIntegral({ name, u, hardCore, cutoff }, d) : closedForm(d);
      known.set(d, alpha);
    }
    return alpha;
  }
  return Object.freeze({ name, u, force, hardCore, cutoff, positiveType, excludedVolume });
}
