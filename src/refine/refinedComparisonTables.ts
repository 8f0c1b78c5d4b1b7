import { withNoise } from '../compare/comparisonTable.ts';
import type { Table } from '../verify/figure.ts';
import { errorSymbols } from './distance.ts';
import type { ComparedBy, RefinedComparison } from './refinedComparison.ts';

const KINDS: readonly ComparedBy[] = ['l1', 'wasserstein', 'energy'];

/**
 * A refined comparison for reading: the distances of every pair with their orders, and what the runs took.
 *
 * @see {@link compareRefined}
 */
export function refinedComparisonTables({ levels, pairs, until }: RefinedComparison): Table[] {
  const kinds = KINDS.filter((kind) =>
    pairs.some(({ distances }) => distances[kind].some((d) => d !== null && d > 0)),
  );
  const sampled = pairs.some(({ noise }) => noise.l1.some((n) => n !== null));
  const timed = levels.some(({ costs }) => costs.some((c) => c.seconds !== null));
  const rated = levels.some(({ comparison }) => comparison.runs.some((r) => r.rate !== null));
  return [
    {
      id: 'agreement',
      title: 'How solvers come together',
      caption: `At t = ${until}; orders between neighbouring levels${sampled ? ', of distances that are more than three times the noise of sampling' : ''}.`,
      columns: ['solvers', 'cells', 'time step', ...kinds.flatMap((kind) => [errorSymbols[kind], 'order'])],
      rows: pairs.flatMap(({ between, distances, noise, orders }) =>
        levels.map(({ cells, timeStep }, k) => [
          between.join(' – '),
          cells.join(' × '),
          timeStep,
          ...kinds.flatMap((kind) => [
            withNoise(distances[kind][k], noise[kind][k]),
            k > 0 ? (orders[kind]?.orders[k - 1].toFixed(3) ?? '–') : '–',
          ]),
        ]),
      ),
    },
    {
      id: 'costs',
      title: 'Runs',
      caption: rated
        ? 'The rate is that of the decay of E − E∞ on the window.'
        : 'The energy is the one at the end.',
      columns: [
        'solver',
        'cells',
        'time step',
        'steps',
        'iterations',
        'energy',
        ...(rated ? ['rate'] : []),
        ...(timed ? ['seconds'] : []),
      ],
      rows: levels.flatMap(({ cells, timeStep, costs, comparison: { runs } }) =>
        costs.map(({ solver, steps, iterations, seconds }, i) => [
          solver,
          cells.join(' × '),
          timeStep,
          steps,
          iterations,
          runs[i].energy[0],
          ...(rated ? [runs[i].rate?.rate ?? '–'] : []),
          ...(timed ? [seconds ?? '–'] : []),
        ]),
      ),
    },
  ];
}
