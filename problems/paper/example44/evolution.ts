import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  type Density,
  type Evidence,
  gradientFlow,
  relativeEnergies,
  type Solver,
  solve,
  type Trajectory,
  type VerifyContext,
} from '../../../src/index.ts';
import { agreementEvidence, TIME_STEP, timeOrderEvidence } from '../common/agreement.ts';
import { energyDecayFigure, potentialFigure } from '../common/figures.ts';
import { flowLabels, flowNames, type PaperFlows } from '../common/flows.ts';
import { judgedRates, measuredRates } from '../common/rates.ts';
import { steadyEvidence, steadyStates } from '../common/steady.ts';
import { densityEvidence, type Early } from './figures.ts';
import { coefficient, flows, LATE_TIMES, TIMES, volcano } from './setting.ts';

const FINE_STEP = TIME_STEP / 4;
/** Relative duality gap of every JKO step. */
const GAP = 1e-6;
/** How near JKO steps of second order are to finite volumes at the paper's resolution. */
const WITHIN = 1e-2;
/** Where JKO steps end, well into the slow motion. */
const UNTIL = LATE_TIMES[LATE_TIMES.length - 1];
/** Orders are measured on this grid, and from when the layers at the walls have gone. */
const ORDER_CELLS = [24, 24];
const FROM = 0.005;

/** The paper's resolution is five times the quick one along each axis. */
function sizeOf({ cells, full }: VerifyContext): number[] {
  return cells.map((n) => (full ? 5 * n : n));
}

function exampleOf({ parameters }: VerifyContext, all: PaperFlows) {
  return {
    name: 'Example 4.4',
    figure: 'Figure 4',
    flows: all,
    potential: volcano,
    coefficient: coefficient(parameters),
    times: TIMES,
  };
}

function* orderEvidence({ parameters }: VerifyContext): Generator<Evidence> {
  const { interacting } = flows(parameters, ORDER_CELLS);
  const solver = finiteVolume({ order: 2, timeStep: TIME_STEP / 20 });
  const { snapshots } = solve(interacting, solver, { until: FROM, throwOnFailure: true });
  const flow = gradientFlow({ energy: interacting.energy, initial: snapshots[0].density });
  const study = { flow, until: 0.01, timeStep: TIME_STEP / 2, levels: 3, source: 'Example 4.4' };
  for (const order of [1, 2] as const) yield* timeOrderEvidence({ ...study, order });
  yield {
    kind: 'note',
    note: `Orders are measured on ${ORDER_CELLS.join(' × ')} cells, from the density at t = ${FROM} on: p₀ is not without flux at the walls, and a second order is not seen while the layers there are thinner than what a step crosses.`,
  };
}

function gapEvidence(runs: readonly Trajectory[]): Evidence {
  const gaps = runs.flatMap(({ gap }) => gap.slice(1).map((g) => g ?? Infinity));
  return {
    kind: 'check',
    check: check({
      name: `largest relative duality gap of ${gaps.length} JKO steps up to t = ${UNTIL}`,
      measured: Math.max(...gaps),
      expected: GAP,
      relation: 'atMost',
      source: 'duality of the step problem (2.7)',
    }),
  };
}

/** The paper's figures but for the particles, JKO steps against finite volumes on both scales of time, and the rates of decay. */
export function* evolutionEvidence(context: VerifyContext): Generator<Evidence> {
  const { parameters, progress, signal, full } = context;
  const all = flows(parameters, sizeOf(context));
  const e = exampleOf(context, all);
  const steady = steadyStates(all);
  yield* steadyEvidence(e, steady);
  const caption = 'V along y = 0; it depends on |x| alone, a crater with a rim.';
  yield { kind: 'figure', figure: potentialFigure(e, caption) };

  const options = { throwOnFailure: true, ...(signal && { signal }) };
  progress('early densities', 0);
  const until = TIMES[TIMES.length - 1];
  const early = (solver: Solver): Early => {
    const of = (name: keyof PaperFlows): Density[] =>
      solve(all[name], solver, { until, saveAt: [0, ...TIMES], ...options }).snapshots.map((s) => s.density);
    return { interacting: of('interacting'), linear: of('linear') };
  };
  const lines = early(finiteVolume({ order: 2, timeStep: FINE_STEP }));
  const dots = early(jko({ timeStep: TIME_STEP, order: 2, tolerance: GAP }));
  yield* densityEvidence(lines, dots, steady);

  progress('JKO steps', 0.15);
  const saveAt = [0, ...TIMES, ...Array.from({ length: 20 }, (_, k) => ((k + 1) * UNTIL) / 20)];
  const runs = flowNames.map((name) =>
    solve(all[name], jko({ timeStep: TIME_STEP, tolerance: GAP }), { until: UNTIL, saveAt, ...options }),
  );
  yield gapEvidence(runs);

  const cases = flowNames.map((name) => ({
    label: flowLabels[name],
    flow: all[name],
    coefficient: name === 'linear' ? 0 : e.coefficient,
  }));
  const study = { cases, source: `${e.name}, ${e.figure}(d)`, early: [0.02, 0.1] as const, fasterWith: true };
  const measured = measuredRates(study, (what, done) => progress(what, 0.3 + 0.4 * done), signal);
  yield {
    kind: 'figure',
    figure: energyDecayFigure(
      e,
      measured.map(({ run }, k) => ({ name: flowNames[k], energies: run })),
      runs.map((run, k) => ({ name: flowNames[k], energies: relativeEnergies(run, steady[flowNames[k]]) })),
      measured.map(({ run }) => run.spectrum.decayRate),
    ),
  };
  yield* judgedRates(study, measured);

  progress('JKO steps against finite volumes', 0.7);
  const { interacting: flow } = all;
  const times = [...TIMES, ...LATE_TIMES.slice(0, full ? LATE_TIMES.length : 1)];
  yield* agreementEvidence({ flow, times, fineStep: FINE_STEP, within: WITHIN, source: e.name });
  yield* orderEvidence(context);
}
