import type { Figure } from '../verify/figure.ts';
import { errorSymbols } from './distance.ts';
import type { RefinedIn } from './ladder.ts';
import type { Refinement } from './refinement.ts';
import { orderText } from './refinementTable.ts';

/** What is refined, as an axis says it. */
export const sizeLabels: Readonly<Record<RefinedIn, string>> = {
  space: 'cell width h',
  time: 'time step τ',
  both: 'cell width h, with τ ∝ h',
};

/**
 * Errors over sizes on logarithmic axes, beside a line of the nearest whole order.
 *
 * @param others - refinements in the same direction, with the same error, at the same time.
 * @see {@link refine}
 */
export function refinementFigure(refinement: Refinement, ...others: readonly Refinement[]): Figure {
  const { sizes, errors, error, order, until, against } = refinement;
  const all = [refinement, ...others];
  const slope = Math.max(1, Math.round(order));
  // Through the coarsest level, so that the errors leave the line where their order does.
  const guide = sizes.map((s) => errors[0] * (s / sizes[0]) ** slope);
  const orders = all.map((r) => (others.length > 0 ? `${orderText(r)} (${r.solver})` : orderText(r)));
  return {
    id: 'refinement',
    title: 'Order of convergence',
    caption: `${errorSymbols[error]} at t = ${until} from ${against}; the order by least squares is ${orders.join(', ')}.`,
    x: { label: sizeLabels[refinement.in], scale: 'log' },
    y: { label: errorSymbols[error], scale: 'log' },
    series: [
      ...all.map((r) => ({ label: r.solver, x: r.sizes, y: r.errors, style: 'dots' as const })),
      { label: `slope ${slope}`, x: sizes, y: guide, style: 'dashed' },
    ],
  };
}
