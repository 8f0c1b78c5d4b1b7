import type { Figure, Table } from '../../../src/index.ts';
import { fitted, type MeasuredRate, reaches, windowText } from './measuredRate.ts';
import type { ModalRun } from './modalRun.ts';

/** The slowest modes of each equation, and how much of them there is. */
export function modeTable(measured: readonly MeasuredRate[]): Table {
  return {
    id: 'modes',
    title: 'The slowest modes',
    caption:
      'Eigenvalues of the flow linearised at rest, p∞ + Σ c_k q_k with ΔE = ½ Σ c_k², c_k ~ e^{−λ_k t}. The amplitudes are those of the ' +
      'initial density, and of the density at t = 0.05, when far less is left of the fast modes.',
    columns: ['equation', 'mode', 'rate 2λ_k', 'c_k at t = 0', 'c_k at t = 0.05', 'share of ΔE at t = 0.05'],
    rows: measured.flatMap(({ label, run: { spectrum, times, relative, amplitudes } }) => {
      const later = times.findIndex((t) => t >= 0.05);
      // Those at rest before have nothing left to show.
      const at = later < 0 ? times.length - 1 : later;
      return amplitudes.map((c, k) => [
        label,
        k + 1,
        (2 * spectrum.eigenvalues[k]).toFixed(3),
        c[0].toFixed(4),
        c[at].toExponential(2),
        (c[at] ** 2 / (2 * relative[at])).toFixed(4),
      ]);
    }),
  };
}

/** Fitted rates beside those of the modes. */
export function rateTable(measured: readonly MeasuredRate[], early: readonly [number, number]): Table {
  const row = (
    m: MeasuredRate,
    window: readonly [number, number],
    what: string,
    predicted: number | null,
  ) => [
    m.label,
    what,
    windowText(window),
    fitted(m, window).toFixed(3),
    predicted === null ? '–' : predicted.toFixed(3),
  ];
  return {
    id: 'rates',
    title: 'Fitted and predicted decay rates',
    caption:
      'Slopes of log ΔE. The last window of each equation begins where, by the projections onto the modes, all but the slowest change the rate by ' +
      'less than 1e-4 of itself, and lasts for one decay time 1/λ₁.',
    columns: ['equation', 'what', 'window', 'fitted', 'predicted'],
    rows: measured.flatMap((m) => {
      const { eigenvalues, decayRate: slowest } = m.run.spectrum;
      const { passing } = m;
      return [
        ...(reaches(m, early) ? [row(m, early, 'early, as in the figure', null)] : []),
        ...(passing === null
          ? []
          : [row(m, passing.window, `mode ${passing.mode + 1} rules`, 2 * eigenvalues[passing.mode])]),
        row(m, m.run.late, 'slowest mode', slowest),
      ];
    }),
  };
}

/** −d log ΔE/dt between times some steps apart. */
function localRate({ times, relative }: ModalRun): { x: number[]; y: number[] } {
  const span = Math.max(1, Math.floor(times.length / 150));
  const x: number[] = [];
  const y: number[] = [];
  for (let i = span; i < times.length; i += span) {
    x.push(0.5 * (times[i] + times[i - span]));
    y.push(Math.log(relative[i - span] / relative[i]) / (times[i] - times[i - span]));
  }
  return { x, y };
}

/** The local rate of each equation beside that of its slowest mode. */
export function rateFigure(measured: readonly MeasuredRate[]): Figure {
  const highest = Math.max(
    ...measured.flatMap(({ run, passing }) => 2 * run.spectrum.eigenvalues[passing?.mode ?? 0]),
  );
  return {
    id: 'local-rates',
    title: 'The rate of decay as it settles',
    caption:
      'The local slope −d log ΔE/dt (lines), and the rate 2λ₁ of the slowest mode of each equation (dashed).',
    x: { label: 't' },
    y: { label: 'rate', domain: [0, 1.5 * highest] },
    series: measured.flatMap(({ label, run }) => {
      const { x, y } = localRate(run);
      const limit = run.spectrum.decayRate;
      return [
        // The first layers decay faster than any of the modes below.
        {
          label,
          x,
          y: y.map((v) => (v > 1.5 * highest ? Number.NaN : v)),
          style: 'line' as const,
          group: label,
        },
        {
          label: `2λ₁ ${label} = ${limit.toFixed(2)}`,
          x: [0, x[x.length - 1]],
          y: [limit, limit],
          style: 'dashed' as const,
          group: label,
        },
      ];
    }),
  };
}
