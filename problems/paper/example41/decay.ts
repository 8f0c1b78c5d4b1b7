import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  type DecayRate,
  type DiscreteLocalEnergy,
  decayRate,
  type Evidence,
  type Figure,
  type GradientFlow,
  type LocalEnergy,
  relativeEnergy,
  type Solver,
  type SteadyState,
  solve,
  steadyState,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import { effectiveDiffusion, type Flows, flows, linearRate } from './setting.ts';

const UNTIL = 0.3;
const TIME_STEP = 1e-4;
/** Windows on which rates are fitted; the last is the asymptotic one. */
const WINDOWS = [
  [0.02, 0.05],
  [0.05, 0.1],
  [0.1, 0.2],
  [0.2, 0.3],
] as const;
const WITHIN = 0.005;

/** ΔE at every time of a run. */
interface Decay {
  readonly solver: string;
  readonly flow: keyof Flows;
  readonly times: readonly number[];
  readonly relative: readonly number[];
  readonly rates: readonly DecayRate[];
}

/** Runs a flow and measures ΔE of `observed`, which for the linearised equation is not the energy that drives it. */
function decayOf(
  name: keyof Flows,
  flow: GradientFlow<LocalEnergy>,
  solver: Solver<LocalEnergy>,
  observed: DiscreteLocalEnergy,
  steady: SteadyState,
  signal: AbortSignal | undefined,
): Decay {
  const times = [0];
  const relative = [relativeEnergy(observed, flow.initial, steady)];
  solve(flow, solver, {
    until: UNTIL,
    throwOnFailure: true,
    ...(signal && { signal }),
    onStep: (step) => {
      times.push(step.time);
      relative.push(relativeEnergy(observed, step.density, steady));
    },
  });
  const rates = WINDOWS.map((window) => decayRate(times, relative, window));
  return { solver: solver.name, flow: name, times, relative, rates };
}

/** One point in so many, so that the figure stays light. */
function thinned({ times, relative }: Decay, points: number): { x: number[]; y: number[] } {
  const every = Math.max(1, Math.floor(times.length / points));
  const pick = (a: readonly number[]): number[] => a.filter((_, i) => i % every === 0);
  return { x: pick(times), y: pick(relative) };
}

const LABELS: Readonly<Record<keyof Flows, string>> = {
  linear: 'linear, ε = 0',
  interacting: 'hard rods, (4.1)',
  linearised: 'linearised about p = 1',
};
const SYMBOLS: Readonly<Record<keyof Flows, string>> = {
  linear: 'r₀',
  interacting: 'r_ε',
  linearised: 'r̃_ε',
};
const NAMES: readonly (keyof Flows)[] = ['linear', 'interacting', 'linearised'];

function figure(decays: readonly Decay[]): Figure {
  const late = WINDOWS.length - 1;
  const lines = decays.filter(({ solver }) => solver === 'finite-volume');
  const dots = decays.filter(({ solver }) => solver === 'jko');
  return {
    id: 'figure-1',
    title: 'Decay of the free energy (Figure 1 of the paper)',
    caption:
      'ΔE(t) = E(p(t)) − E(p∞) from χ[0.2, 0.4] of unit mass: finite volumes (lines) and JKO steps (dots), both with time ' +
      'step 1e-4. Slopes in the legend are fitted to the lines on t ∈ [0.2, 0.3].',
    x: { label: 't' },
    y: { label: 'ΔE', scale: 'log' },
    series: [
      ...lines.map((d) => ({
        label: `${LABELS[d.flow]}: ${SYMBOLS[d.flow]} = ${d.rates[late].rate.toFixed(2)}`,
        ...thinned(d, 150),
        style: d.flow === 'interacting' ? ('line' as const) : ('dashed' as const),
        group: d.flow,
      })),
      ...dots.map((d) => ({
        label: `${LABELS[d.flow]}, JKO`,
        ...thinned(d, 15),
        style: 'dots' as const,
        group: d.flow,
      })),
    ],
  };
}

/** −d log ΔE/dt by differences over 2e-3. */
function localRate({ times, relative }: Decay): { x: number[]; y: number[] } {
  const span = Math.round(2e-3 / TIME_STEP);
  const x: number[] = [];
  const y: number[] = [];
  for (let i = span; i < times.length; i += span) {
    x.push(0.5 * (times[i] + times[i - span]));
    y.push(Math.log(relative[i - span] / relative[i]) / (times[i] - times[i - span]));
  }
  return { x, y };
}

function localRateFigure(decays: readonly Decay[]): Figure {
  return {
    id: 'local-rates',
    title: 'The rate of decay as it settles',
    caption:
      'The local slope −d log ΔE/dt of the curves of Figure 1 (finite volumes). All start above their limits, 2π² and D_eff 2π².',
    x: { label: 't' },
    y: { label: 'rate', domain: [15, 45] },
    series: decays
      .filter(({ solver }) => solver === 'finite-volume')
      .map((d) => ({
        label: LABELS[d.flow],
        ...localRate(d),
        style: d.flow === 'interacting' ? ('line' as const) : ('dashed' as const),
      })),
  };
}

function rateTable(decays: readonly Decay[]): Table {
  return {
    id: 'decay-rates',
    title: 'Fitted decay rates',
    caption:
      'The slope of log ΔE depends on the window of time. Early rates are larger, for the heat equation too: higher modes decay ' +
      'first. The nonlinear part of that is the difference between the hard rods and their linearisation, at most 1 % here.',
    columns: ['equation', 'solver', ...WINDOWS.map(([a, b]) => `t ∈ [${a}, ${b}]`)],
    rows: decays.map(({ flow, solver, rates }) => [
      LABELS[flow],
      solver,
      ...rates.map(({ rate }) => rate.toFixed(3)),
    ]),
  };
}

/** Figure 1 and the rates in its legend. */
export function* decayEvidence({ parameters, cells, progress, signal }: VerifyContext): Generator<Evidence> {
  const all = flows(parameters, cells);
  const { grid, initial } = all.interacting;
  const decays: Decay[] = [];
  // Without room taken up all three are one.
  const names = effectiveDiffusion(parameters) > 1 ? NAMES : NAMES.slice(0, 1);
  for (const name of names) {
    // The paper measures the linearised equation, too, in the free energy (4.2).
    const energy = all[name === 'linear' ? 'linear' : 'interacting'].energy;
    const steady = steadyState(energy, grid, initial.mass);
    for (const solver of [
      finiteVolume({ method: 'implicit', timeStep: TIME_STEP }),
      jko({ timeStep: TIME_STEP }),
    ]) {
      progress(`${name} by ${solver.name}`, decays.length / (2 * names.length));
      decays.push(decayOf(name, all[name], solver, energy.on(grid), steady, signal));
    }
  }
  const expected = { linear: linearRate, interacting: 0, linearised: 0 };
  expected.interacting = expected.linearised = effectiveDiffusion(parameters) * linearRate;
  const late = WINDOWS.length - 1;
  for (const { flow, solver, rates } of decays)
    yield {
      kind: 'check',
      check: check({
        name: `decay rate, ${LABELS[flow]}, ${solver}, t ∈ [0.2, 0.3]`,
        measured: rates[late].rate,
        expected: expected[flow],
        tolerance: WITHIN * expected[flow],
        source: flow === 'linear' ? 'Example 4.1: r₀ = 2π²' : 'Example 4.1: D_eff r₀, D_eff = 1 + α(N − 1)ε',
      }),
    };
  const interacting = decays.find(({ flow }) => flow === 'interacting');
  if (interacting !== undefined)
    yield {
      kind: 'check',
      check: check({
        name: 'hard rods decay faster early than late: rate on [0.02, 0.05] over rate on [0.2, 0.3]',
        measured: interacting.rates[0].rate / interacting.rates[late].rate,
        expected: 1,
        relation: 'atLeast',
        source: 'Example 4.1: higher modes decay first, and 1 + α(N − 1)εp exceeds D_eff while p > 1',
      }),
    };
  yield { kind: 'table', table: rateTable(decays) };
  yield { kind: 'figure', figure: figure(decays) };
  yield { kind: 'figure', figure: localRateFigure(decays) };
}
