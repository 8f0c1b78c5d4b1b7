import type { Table } from '../verify/figure.ts';
import { errorSymbols } from './distance.ts';
import type { RefinedIn } from './ladder.ts';
import type { Refinement } from './refinement.ts';

const REFINED: Readonly<Record<RefinedIn, string>> = {
  space: 'space',
  time: 'time',
  both: 'space and time',
};

/** The order of a refinement with its standard error: `1.98 ± 0.02`. */
export function orderText({ order, standardError }: Refinement): string {
  return standardError === null ? order.toFixed(3) : `${order.toFixed(3)} ± ${standardError.toPrecision(1)}`;
}

/** A refinement for reading: one row for each level. @see {@link refine} */
export function refinementTable(refinement: Refinement): Table {
  const { solver, until, against, error, levels, orders } = refinement;
  const timed = levels.some(({ seconds }) => seconds !== null);
  const columns = ['cells', 'time step', errorSymbols[error], 'order', 'steps', 'iterations'];
  return {
    id: 'refinement',
    title: `${solver} refined in ${REFINED[refinement.in]}`,
    caption: `At t = ${until}, against ${against}. Order by least squares: ${orderText(refinement)}.`,
    columns: timed ? [...columns, 'seconds'] : columns,
    rows: levels.map(({ cells, timeStep, error: e, steps, iterations, seconds }, k) => [
      cells.join(' × '),
      timeStep,
      e ?? '–',
      k > 0 && e !== null ? orders[k - 1].toFixed(3) : '–',
      steps,
      iterations,
      ...(timed ? [seconds ?? '–'] : []),
    ]),
  };
}
