import type { Table } from '../verify/figure.ts';
import type { Comparison } from './comparison.ts';

/** A difference for reading, with what sampling alone would make of it. */
export function withNoise(
  difference: number | null | undefined,
  noise: number | null | undefined,
): number | string {
  if (difference === null || difference === undefined) return '–';
  if (noise === null || noise === undefined) return difference;
  const known = noise < Infinity ? noise.toPrecision(2) : 'unknown';
  return `${difference.toPrecision(3)} (noise ${known})`;
}

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
    rows: distances.flatMap(({ between, l1, noise, wasserstein }) =>
      times.map((time, k) => [
        between.join(' – '),
        time,
        withNoise(l1?.[k], noise?.[k]),
        wasserstein?.[k] ?? '–',
        energyOf(between[0], k),
        energyOf(between[1], k),
      ]),
    ),
  };
}
