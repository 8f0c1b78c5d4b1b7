import { ArgumentError } from '../../../src/errors/argumentError.ts';
import type { Ensemble } from '../ensemble.ts';
import { countsOf, frameAt, membersOf } from '../estimates.ts';
import { GROUPS } from '../frame.ts';
import { jackknife, type LeftOut } from '../jackknife.ts';
import { fillMargined, lagProducts, lagsWithin, margined } from './lags.ts';
import type { PairBins } from './pairCounter.ts';
import { shellWeights } from './shells.ts';

/** A pair correlation function by bins of distance. @see {@link pairCorrelation} */
export interface PairCorrelation {
  /** Edges of the bins, bins + 1 distances from 0 on, in the units of the box. */
  readonly edges: Float64Array;
  /** Pairs of particles in each bin, per realisation. */
  readonly pairs: Float64Array;
  /** g in each bin; NaN, with an infinite error, where independent particles would have no pair either. */
  readonly values: Float64Array;
  /** Standard error over realisations; Infinity where there are fewer than three. */
  readonly standardError: Float64Array;
}

/** The pairs that an ensemble has counted at the k-th of its times. */
function countedPairs(ensemble: Ensemble, k: number): PairBins & { readonly pairs: Float64Array } {
  const { settings } = ensemble;
  const { pairs } = frameAt(ensemble, k);
  const { pairReach: reach, pairBins: bins } = settings;
  if (pairs === undefined || typeof reach !== 'number' || typeof bins !== 'number')
    throw new ArgumentError('ensemble', settings, 'an ensemble made with the option pairs: { reach, bins }');
  return { reach, bins, pairs };
}

/** Rows of a matrix times a vector. */
function apply(matrix: Float64Array, vector: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(rows);
  for (let r = 0, at = 0; r < rows; r++)
    for (let m = 0; m < vector.length; m++, at++) out[r] += matrix[at] * vector[m];
  return out;
}

/**
 * The pair correlation function at the k-th time of an ensemble: how many pairs are at a distance, over how many there would be if
 * particles were independent, each with the one-particle density,
 *
 *   g_b = E #{i < j : |x_i − x_j| in bin b} / (½ N (N − 1) ∬ p(x) p(y) 1{|x − y| in bin b} dx dy).
 *
 * The density may depend on place, and have walls: the denominator knows it. It is taken from cells of *different* groups of
 * realisations, which are independent, so that products of their counts have no bias; what remains is that the density is constant in
 * cells, of second order in their width where it is smooth. Cells should be narrow beside layers at walls. Its cost is the
 * number of cells of the grid times that of cells within reach, a hundred times; a grid of its own keeps a long reach cheap.
 *
 * @param ensemble - made with the option `pairs`, of two realisations at least.
 * @param k - index of the time.
 * @returns g ± its standard error by the jackknife over groups of realisations, of numerator and denominator together.
 * @throws ArgumentError if pairs have not been counted, or realisations are of one group only.
 * Source: (3.21), by which g = e^{−u(r/ε)} to leading order.
 * @see [Estimators](/theory/estimators)
 */
export function pairCorrelation(ensemble: Ensemble, k: number): PairCorrelation {
  const { grid, particles, realisations } = ensemble;
  const frame = frameAt(ensemble, k);
  const { reach, bins, pairs } = countedPairs(ensemble, k);
  const members = membersOf(realisations);
  const total = realisations.length;
  const present = [...members.keys()].filter((g) => members[g] > 0);
  if (present.length < 2)
    throw new ArgumentError('ensemble', realisations, `realisations that differ modulo ${GROUPS}`);

  const lags = lagsWithin(grid, reach);
  const weights = shellWeights(lags, { reach, bins });
  const others = margined(lags);
  const counts = countsOf(frame);
  const products = new Float64Array(lags.size);
  const all = new Float64Array(bins);
  const independent = new Float64Array(bins);
  // Pairs of particles of each group with all others, by bins.
  const across = present.map((g) => {
    const own = Float64Array.from(frame.groups.subarray(g * grid.size, (g + 1) * grid.size));
    fillMargined(
      others,
      lags,
      counts.map((n, i) => n - own[i]),
    );
    lagProducts(products, own, others);
    const found = apply(weights, products, bins);
    for (let b = 0; b < bins; b++) {
      all[b] += pairs[g * bins + b];
      independent[b] += found[b];
    }
    return found;
  });
  // Ordered pairs of realisations of different groups.
  const crossings = total ** 2 - present.reduce((s, g) => s + members[g] ** 2, 0);
  const unit = (2 * grid.cellVolume * particles) / (particles - 1);
  const ratio = (near: number, own: number, expected: number, crossed: number): number =>
    unit * (near / own) * (crossed / expected);

  const values = new Float64Array(bins);
  const standardError = new Float64Array(bins);
  for (let b = 0; b < bins; b++) {
    const leftOut = present.map((g, j): LeftOut => {
      const own = members[g];
      const crossed = crossings - 2 * own * (total - own);
      const expected = independent[b] - 2 * across[j][b];
      return {
        value: ratio(all[b] - pairs[g * bins + b], total - own, expected, crossed),
        share: own / total,
      };
    });
    const estimate = jackknife(ratio(all[b], total, independent[b], crossings), leftOut);
    values[b] = estimate.value;
    standardError[b] = estimate.standardError;
  }
  const edges = Float64Array.from({ length: bins + 1 }, (_, b) => (b * reach) / bins);
  return { edges, pairs: all.map((n) => n / total), values, standardError };
}
