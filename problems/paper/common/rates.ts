import { check, type Evidence } from '../../../src/index.ts';
import { fitted, type MeasuredRate, type RateCase, reaches, windowText } from './measuredRate.ts';
import { modalRun, passingMode } from './modalRun.ts';
import { modeTable, rateFigure, rateTable } from './rateTables.ts';

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

function* checks(m: MeasuredRate, source: string): Generator<Evidence> {
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

/** What the tables say about a mode that passes, in words. */
function note(m: MeasuredRate, early: readonly [number, number]): Evidence[] {
  const { label, passing, run } = m;
  if (passing === null || !reaches(m, early)) return [];
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

/** Follows every case until its rate has settled. */
export function measuredRates(
  { cases }: RateStudy,
  progress: (what: string, fraction: number) => void,
  signal: AbortSignal | undefined,
): MeasuredRate[] {
  return cases.map((c, k) => {
    progress(`rate of decay, ${c.label}`, k / cases.length);
    const run = modalRun(c.flow, (p) => 1 / p + c.coefficient, signal);
    return { ...c, run, passing: passingMode(run) };
  });
}

/** Predicted against fitted rates of decay, with the modes behind them. */
export function* rateEvidence(
  study: RateStudy,
  progress: (what: string, fraction: number) => void,
  signal: AbortSignal | undefined,
): Generator<Evidence> {
  yield* judgedRates(study, measuredRates(study, progress, signal));
}

/** {@link rateEvidence} of cases that have been followed. */
export function* judgedRates(
  { cases, source, early, fasterWith = false }: RateStudy,
  measured: readonly MeasuredRate[],
): Generator<Evidence> {
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
