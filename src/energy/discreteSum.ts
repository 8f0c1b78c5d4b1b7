import type { Grid } from '../grid/grid.ts';
import { convolution } from '../numerics/convolution.ts';
import type { DiscreteEnergy } from './discreteEnergy.ts';
import { discreteLocal } from './discreteLocal.ts';
import type { FunctionalTerm, InteractionTerm, LocalTerm, Term } from './term.ts';

type Part = (out: Float64Array, p: Float64Array) => number;

function localPart(terms: readonly LocalTerm[], grid: Grid): Part {
  const energy = discreteLocal(terms, grid);
  return (out, p) => energy.firstVariation(out, p);
}

/** δ = c W∗p and value ½⟨p, δ⟩; W is even, so ½∬ has the first variation W∗p without a factor. */
function interactionPart({ coefficient, W }: InteractionTerm, grid: Grid): Part {
  const convolve = convolution(grid, W);
  return (out, p) => {
    convolve(out, p);
    let s = 0;
    for (let i = 0; i < p.length; i++) {
      out[i] *= coefficient;
      s += p[i] * out[i];
    }
    return 0.5 * grid.cellVolume * s;
  };
}

function functionalPart({ coefficient, firstVariation }: FunctionalTerm, grid: Grid): Part {
  return (out, p) => {
    out.fill(0);
    const value = firstVariation(out, p, grid);
    for (let i = 0; i < out.length; i++) out[i] *= coefficient;
    return coefficient * value;
  };
}

/** Any sum of terms on the cells of a grid: value and first variation, term by term. */
export function discreteSum(terms: readonly Term[], grid: Grid): DiscreteEnergy {
  const local: LocalTerm[] = [];
  const parts: Part[] = [];
  for (const term of terms) {
    if (term.kind === 'interaction') parts.push(interactionPart(term, grid));
    else if (term.kind === 'functional') parts.push(functionalPart(term, grid));
    else local.push(term);
  }
  if (local.length > 0) parts.push(localPart(local, grid));
  const part = new Float64Array(grid.size);

  function firstVariation(out: Float64Array, p: Float64Array): number {
    out.fill(0);
    let value = 0;
    for (const add of parts) {
      value += add(part, p);
      for (let i = 0; i < out.length; i++) out[i] += part[i];
    }
    return value;
  }

  const scratch = new Float64Array(grid.size);
  return { grid, firstVariation, value: (p) => firstVariation(scratch, p) };
}
