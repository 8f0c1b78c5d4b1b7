import type { Figure } from '../verify/figure.ts';
import { errorSymbols } from './distance.ts';
import type { RefinedComparison } from './refinedComparison.ts';
import { sizeLabels } from './refinementFigure.ts';

/**
 * Distances of every pair of solvers over sizes on logarithmic axes; null where no two are apart.
 *
 * @see {@link compareRefined}
 */
export function refinedComparisonFigure({ in: direction, pairs, until }: RefinedComparison): Figure | null {
  const error = pairs.some(({ orders }) => orders.l1 !== null) ? 'l1' : 'wasserstein';
  const series = pairs.flatMap(({ between, orders: { [error]: order } }) =>
    order === null ? [] : [{ label: between.join(' – '), x: order.sizes, y: order.errors }],
  );
  if (series.length === 0) return null;
  return {
    id: 'agreement',
    title: 'How solvers come together',
    caption: `${errorSymbols[error]} between solvers at t = ${until}, each pair at the same resolution.`,
    x: { label: sizeLabels[direction], scale: 'log' },
    y: { label: errorSymbols[error], scale: 'log' },
    series,
  };
}
