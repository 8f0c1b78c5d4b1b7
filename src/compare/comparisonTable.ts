import type { Table } from '../verify/figure.ts';
import type { Comparison } from './comparison.ts';

/**
 * A comparison for reading: one row for each pair of runs and time, with their distances and energies.
 *
 * @see {@link compare}
 */
export function comparisonTable({ times, runs, distances }: Comparison): Table {
  const energyOf = (label: string, k: number): number | string =>
    runs.find((r) => r.label === label)?.energy[k] ?? '–';
  const rates = runs.flatMap(({ label, rate }) =>
    rate === null
      ? []
      : [
          `${label} ${rate.rate.toPrecision(6)} ± ${rate.standardError.toPrecision(1)} on [${rate.window.join(', ')}]`,
        ],
  );
  return {
    id: 'comparison',
    title: runs.map(({ label }) => label).join(' against '),
    caption: rates.length > 0 ? `Decay rates: ${rates.join('; ')}.` : 'Distances at common times.',
    columns: ['runs', 'time', 'L¹', 'W₂', 'E of the first', 'E of the second'],
    rows: distances.flatMap(({ between, l1, wasserstein }) =>
      times.map((time, k) => [
        between.join(' – '),
        time,
        l1?.[k] ?? '–',
        wasserstein?.[k] ?? '–',
        energyOf(between[0], k),
        energyOf(between[1], k),
      ]),
    ),
  };
}
