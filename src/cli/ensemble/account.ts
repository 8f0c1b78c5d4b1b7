import { type Ensemble, type Estimate, freeEnergyEstimate, momentEstimates } from '../../../solvers/index.ts';
import type { Energy } from '../../energy/energy.ts';
import { formatNumber } from '../numbers.ts';
import { textTable } from '../terminal/table.ts';

const AXES = ['x', 'y', 'z'];

/** What an ensemble says of one time. */
export interface FrameAccount {
  readonly time: number;
  /** ⟨x⟩, ⟨y⟩, … */
  readonly mean: readonly Estimate[];
  /** ⟨x²⟩, ⟨y²⟩, … */
  readonly meanSquare: readonly Estimate[];
  /** null where no energy is known. */
  readonly freeEnergy: Estimate | null;
  readonly overlaps: number;
  /** What the sampler counted, by its name. */
  readonly counted: { readonly name: string; readonly number: number } | null;
}

/** An ensemble in a few numbers, time by time. */
export function accountOf(ensemble: Ensemble, energy: Energy | null): FrameAccount[] {
  const { counts } = ensemble;
  return ensemble.frames.map(({ time, overlaps, counted: number }, k) => {
    const estimate = energy === null ? null : freeEnergyEstimate(energy, ensemble, k);
    const freeEnergy =
      estimate === null ? null : { value: estimate.value, standardError: estimate.standardError };
    const counted = counts === null ? null : { name: counts, number };
    return { time, ...momentEstimates(ensemble, k), freeEnergy, overlaps, counted };
  });
}

/** A number to the second digit of its error, and the error; of one realisation there is none. */
export function withError({ value, standardError }: Estimate): string {
  const decimals = 1 - Math.floor(Math.log10(standardError));
  if (standardError === Infinity) return `${formatNumber(value, 6)} ± Infinity`;
  if (!Number.isFinite(value) || !(decimals <= 15)) return formatNumber(value, 6);
  const places = Math.max(0, decimals);
  return `${value.toFixed(places)} ± ${standardError.toFixed(places)}`;
}

/** The numbers of an ensemble as a table for a terminal. */
export function accountTable(accounts: readonly FrameAccount[]): string {
  const axes = AXES.slice(0, accounts[0].mean.length);
  const energies = accounts.some(({ freeEnergy }) => freeEnergy !== null);
  const { counted } = accounts[0];
  const titles = [
    't',
    ...axes.flatMap((axis) => [`⟨${axis}⟩`, `⟨${axis}²⟩`]),
    ...(energies ? ['free energy'] : []),
    'overlaps',
    ...(counted === null ? [] : [counted.name]),
  ];
  const rows = accounts.map(({ time, mean, meanSquare, freeEnergy, overlaps, counted: own }) => [
    formatNumber(time),
    ...axes.flatMap((_, k) => [withError(mean[k]), withError(meanSquare[k])]),
    ...(freeEnergy === null ? [] : [withError(freeEnergy)]),
    String(overlaps),
    ...(own === null ? [] : [String(own.number)]),
  ]);
  return textTable(
    titles.map((title) => ({ title, align: 'right' })),
    rows,
    '  ',
  );
}
