import type { Figure } from '../verify/figure.ts';
import { errorSymbols } from './distance.ts';
import type { Refinement } from './refinement.ts';
import { orderText } from './refinementTable.ts';

/** Errors over sizes on logarithmic axes, beside a line of the nearest whole order. */
export function refinementFigure(refinement: Refinement): Figure {
  const { solver, sizes, errors, error, order, until, against } = refinement;
  const slope = Math.max(1, Math.round(order));
  // Through the coarsest level, so that the errors leave the line where their order does.
  const guide = sizes.map((s) => errors[0] * (s / sizes[0]) ** slope);
  const size =
    refinement.in === 'time'
      ? 'time step τ'
      : refinement.in === 'space'
        ? 'cell width h'
        : 'cell width h, with τ ∝ h';
  return {
    id: 'refinement',
    title: 'Order of convergence',
    caption: `${errorSymbols[error]} at t = ${until} from ${against}; the order by least squares is ${orderText(refinement)}.`,
    x: { label: size, scale: 'log' },
    y: { label: errorSymbols[error], scale: 'log' },
    series: [
      { label: solver, x: sizes, y: errors, style: 'dots' },
      { label: `slope ${slope}`, x: sizes, y: guide, style: 'dashed' },
    ],
  };
}
