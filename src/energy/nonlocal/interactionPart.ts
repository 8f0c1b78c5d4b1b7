import type { Grid } from '../../grid/grid.ts';
import { convolution } from '../../numerics/convolution.ts';
import type { Field, InteractionTerm } from '../term.ts';
import { type KernelSpectrum, kernelSpectrum } from './kernelSpectrum.ts';
import type { Curvature, NonlocalPart } from './nonlocalPart.ts';
import { checkPositiveType } from './positiveType.ts';

/** Σ c W of all terms: one kernel, one convolution. */
function totalKernel(terms: readonly InteractionTerm[]): Field {
  if (terms.length === 1 && terms[0].coefficient === 1) return terms[0].W;
  return (...x) => terms.reduce((s, { coefficient, W }) => s + coefficient * W(...x), 0);
}

/** What the grid shows, or where it shows nothing, what is said of the kernels. */
function curvatureOf(shown: Curvature, terms: readonly InteractionTerm[]): Curvature {
  const said = terms.every(({ positiveType }) => positiveType);
  return said && shown === 'unknown' ? 'convex' : shown;
}

/**
 * ½∬W p p on a grid: δN = W∗p, as W is even, and N = ½⟨p, W∗p⟩.
 *
 * @throws ArgumentError if a W is not finite or not even at a difference, or is said to be of positive type and seen not to be.
 */
export function interactionPart(terms: readonly InteractionTerm[], grid: Grid): NonlocalPart {
  const W = totalKernel(terms);
  const convolve = convolution(grid, W);
  for (const term of terms) if (term.positiveType) checkPositiveType(grid, term.W);
  const [a, b] = [new Float64Array(grid.size), new Float64Array(grid.size)];
  function firstVariation(out: Float64Array, p: Float64Array): number {
    convolve(out, p);
    let s = 0;
    for (let i = 0; i < p.length; i++) s += p[i] * out[i];
    return 0.5 * grid.cellVolume * s;
  }
  let known: KernelSpectrum | null = null;
  const spectrum = (): KernelSpectrum => {
    known ??= kernelSpectrum(grid, W, convolve);
    return known;
  };
  return {
    firstVariation,
    value: (p) => firstVariation(a, p),
    remainder(p, q) {
      for (let i = 0; i < p.length; i++) b[i] = p[i] - q[i];
      return firstVariation(a, b);
    },
    get curvature() {
      return curvatureOf(spectrum().curvature, terms);
    },
    get bound() {
      return spectrum().bound;
    },
    get spectrum() {
      return spectrum().range;
    },
  };
}
