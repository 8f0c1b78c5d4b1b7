import type { Grid } from '../grid/grid.ts';
import type { DiscreteEnergy } from './discreteEnergy.ts';
import { discreteLocal } from './discreteLocal.ts';
import { nonlocalPart } from './nonlocal/nonlocalTerms.ts';
import { isLocalTerm, type Term } from './term.ts';

/** Any sum of terms on the cells of a grid: value and first variation of the local and the nonlocal ones. */
export function discreteSum(terms: readonly Term[], grid: Grid): DiscreteEnergy {
  const local = discreteLocal(terms.filter(isLocalTerm), grid);
  const nonlocal = nonlocalPart(terms, grid);
  if (nonlocal === null) return local;
  const part = new Float64Array(grid.size);
  return {
    grid,
    local,
    nonlocal,
    value: (p) => local.value(p) + nonlocal.value(p),
    firstVariation(out, p) {
      const value = local.firstVariation(out, p) + nonlocal.firstVariation(part, p);
      for (let i = 0; i < out.length; i++) out[i] += part[i];
      return value;
    },
  };
}
