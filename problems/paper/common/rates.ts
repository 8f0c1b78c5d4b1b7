import {
  check,
  decayRate,
  type Evidence,
  type Figure,
  type GradientFlow,
  type LocalEnergy,
  type Table,
} from '../../../src/index.ts';
import { type ModalRun, modalRun, type PassingMode, passingMode } from './modalRun.ts';

/** A flow whose rate of decay is predicted and measured. */
export interface RateCase {
  readonly label: string;
  readonly flow: GradientFlow<LocalEnergy>;
  /** α_u (N − 1) ε^d of its energy, so that U″ = 1/p + a; 0 for none. */
  readonly coefficient: number;
}

/** What is measured, and for which figure of the paper. */
export interface RateStudy {
  readonly cases: readonly RateCase[];
  /** `Example 4.2, Figure 2(d)`. */
  readonly source: string;
  /** Until when rates look settled in that figure. */
  readonly early: readonly [number, number];
  /** Whether the first of the cases has to come to rest faster than the second. */
  readonly fasterWith?: boolean;
}

/** Fitted and predicted rates agree to this, relatively. */
const WITHIN = 1e-3;
/** A mode that rules for a while is followed to this: 0.99 of the dissipation is its own, and ΔE not quite quadratic. */
const WITHIN_PASSING = 0.02;

const SUBSCRIPTS = '₁₂₃₄';

interface Measured extends RateCase {
  readonly run: ModalRun;
  readonly passing: PassingMode | null;
}

function windowText([from, to]: readonly [number, number]): string {
  return `[${from.toFixed(3)}, ${to.toFixed(3)}]`;
}

function fitted({ run: { times, relative } }: Measured, window: readonly [number, number]): number {
  return decayRate(times, relative, window).rate;
}

function* checks(m: Measured, source: string): Generator<Evidence> {
  const { decayRate: slowest, eigenvalues } = m.run.spectrum;
  yield {
    kind: 'check',
    check: check({
      name: `decay rate of ΔE, ${m.label}, t ∈ ${windowText(m.run.late)}`,
      measured: fitted(m, m.run.late),
      expected: slowest,
      tolerance: WITHIN * slowest,
      source: `${source}: 2λ₁ of the linearisation at p∞`,
    }),
  };
  if (m.passing === null) return;
  const { mode, window } = m.passing;
  yield {
    kind: 'check',
    check: check({
      name: `decay rate of ΔE, ${m.label}, while mode ${mode + 1} rules, t ∈ ${windowText(window)}`,
      measured: fitted(m, window),
      expected: 2 * eigenvalues[mode],
      tolerance: WITHIN_PASSING * 2 * eigenvalues[mode],
      source: `${source}: 2λ${SUBSCRIPTS[mode]}, the mode that is excited`,
    }),
  };
}

function modeTable(measured: readonly Measured[]): Table {
  return {
    id: 'modes',
    title: 'The slowest modes',
    caption:
      'Eigenvalues of the flow linearised at rest, p∞ + Σ c_k q_k with ΔE = ½ Σ c_k², c_k ~ e^{−λ_k t}. The amplitudes are those of the ' +
      'initial density, and of the density at t = 0.05, when far less is left of the fast modes.',
    columns: ['equation', 'mode', 'rate 2λ_k', 'c_k at t = 0', 'c_k at t = 0.05', 'share of ΔE at t = 0.05'],
    rows: measured.flatMap(({ label, run: { spectrum, times, relative, amplitudes } }) => {
      const at = times.findIndex((t) => t >= 0.05);
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

function rateTable(measured: readonly Measured[], early: readonly [number, number]): Table {
  const row = (m: Measured, window: readonly [number, number], what: string, predicted: number | null) => [
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
        row(m, early, 'early, as in the figure', null),
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

function rateFigure(measured: readonly Measured[]): Figure {
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
        { label, x, y: y.map((v) => (v > 1.5 * highest ? Number.NaN : v)) },
        {
          label: `2λ₁ ${label} = ${limit.toFixed(2)}`,
          x: [0, x[x.length - 1]],
          y: [limit, limit],
          style: 'dashed' as const,
        },
      ];
    }),
  };
}

/** What the tables say about a mode that passes, in words. */
function note(m: Measured, early: readonly [number, number]): Evidence[] {
  const { label, passing, run } = m;
  if (passing === null) return [];
  const { mode } = passing;
  const { eigenvalues, decayRate: slowest } = run.spectrum;
  const share = (k: number): string => Math.abs(run.amplitudes[k][0]).toFixed(3);
  const slope = fitted(m, early);
  return [
    {
      kind: 'note',
      note:
        `${label}: the slowest mode hardly takes part in the initial density, |c₁| = ${share(0)} beside |c${SUBSCRIPTS[mode]}| = ${share(mode)}. ` +
        `The slope over t ∈ [${early.join(', ')}], ${slope.toFixed(1)}, is ${(slope / slowest).toFixed(2)} times the asymptotic ${slowest.toFixed(1)}, ` +
        `and no failure: it is that of mode ${mode + 1}, ${(2 * eigenvalues[mode]).toFixed(1)}. ` +
        `The asymptotic rate is seen alone from t = ${run.late[0].toFixed(2)} on.`,
    },
  ];
}

/** Predicted against fitted rates of decay, with the modes behind them. */
export function* rateEvidence(
  { cases, source, early, fasterWith = false }: RateStudy,
  progress: (what: string, fraction: number) => void,
  signal: AbortSignal | undefined,
): Generator<Evidence> {
  const measured = cases.map((c, k): Measured => {
    progress(`rate of decay, ${c.label}`, k / cases.length);
    const run = modalRun(c.flow, (p) => 1 / p + c.coefficient, signal);
    return { ...c, run, passing: passingMode(run) };
  });
  for (const m of measured) yield* checks(m, source);
  if (fasterWith) {
    const [first, second] = measured.map((m) => fitted(m, m.run.late));
    yield {
      kind: 'check',
      check: check({
        name: `asymptotic rate ${cases[0].label} over that ${cases[1].label}`,
        measured: first / second,
        expected: 1,
        relation: 'atLeast',
        source: `${source}: interactions speed up convergence`,
      }),
    };
  }
  yield { kind: 'table', table: rateTable(measured, early) };
  yield { kind: 'table', table: modeTable(measured) };
  for (const m of measured) yield* note(m, early);
  yield { kind: 'figure', figure: rateFigure(measured) };
}
