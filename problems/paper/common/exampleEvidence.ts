import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  type Evidence,
  l1Distance,
  type RelativeEnergies,
  refine,
  refinementFigure,
  refinementTable,
  relativeEnergies,
  type Solver,
  type SteadyState,
  solve,
  steadyState,
  type Trajectory,
} from '../../../src/index.ts';
import type { Example } from './example.ts';
import { densitiesFigure, energyDecayFigure, potentialFigure, steadyFigure } from './figures.ts';
import { flowLabels, flowNames, type PaperFlows } from './flows.ts';

/** The paper's time step. */
const TIME_STEP = 1e-3;
const UNTIL = 0.25;
/** How far log p + a p + V may vary at rest. */
const ROUNDING = 1e-12;

interface Run {
  readonly name: keyof PaperFlows;
  readonly trajectory: Trajectory;
  readonly energies: RelativeEnergies;
}

/** The largest less the smallest of log p + a p + V. */
function variation({ density }: SteadyState, a: number, potential: (x: number) => number): number {
  const x = density.grid.centres(0);
  const chemical = density.values.map((p, i) => Math.log(p) + a * p + potential(x[i]));
  return Math.max(...chemical) - Math.min(...chemical);
}

function* steadyEvidence(
  e: Example,
  steady: Readonly<Record<keyof PaperFlows, SteadyState>>,
): Generator<Evidence> {
  for (const name of flowNames)
    yield {
      kind: 'check',
      check: check({
        name: `steady state ${flowLabels[name]}: variation of log p + α_u (N − 1) ε² p + V`,
        measured: variation(steady[name], name === 'linear' ? 0 : e.coefficient, e.potential),
        expected: ROUNDING,
        relation: 'atMost',
        source: `${e.name}, ${e.figure}(c): ∂E/∂p is constant at rest`,
      }),
    };
  yield { kind: 'figure', figure: potentialFigure(e) };
}

function* agreementEvidence({
  flows: { interacting: flow },
  times,
  name,
  figure,
}: Example): Generator<Evidence> {
  const options = { until: times[times.length - 1], saveAt: times, throwOnFailure: true };
  const at = (solver: Solver) => solve(flow, solver, options).snapshots.map(({ density }) => density);
  const fine = at(finiteVolume({ order: 2, timeStep: TIME_STEP / 20 }));
  const solvers = [
    jko({ timeStep: TIME_STEP }),
    jko({ timeStep: TIME_STEP, order: 2 }),
    finiteVolume({ timeStep: TIME_STEP }),
    finiteVolume({ timeStep: TIME_STEP, order: 2 }),
  ];
  const distances = solvers.map((solver) => at(solver).map((p, k) => l1Distance(p, fine[k])));
  yield {
    kind: 'table',
    table: {
      id: 'solvers',
      title: 'JKO steps and finite volumes',
      caption: `L¹ distance at the times of ${figure}(b), of steps of the paper's length 1e-3, from finite volumes of second order with steps of 5e-5.`,
      columns: ['solver', 'order', ...times.map((t) => `t = ${t}`)],
      rows: solvers.map((s, k) => [
        `${s.name}/${s.method}`,
        s.settings.order === 2 ? 2 : 1,
        ...distances[k].map((d) => d.toExponential(2)),
      ]),
    },
  };
  const found = refine(
    () => flow,
    (timeStep) => jko({ timeStep }),
    {
      ...{ in: 'time', until: options.until, cells: flow.grid.shape, timeStep: TIME_STEP },
      reference: { solver: (timeStep) => finiteVolume({ order: 2, timeStep }) },
    },
  );
  yield {
    kind: 'check',
    check: check({
      name: `order of JKO steps against finite volumes in τ, L¹ at t = ${options.until}`,
      measured: found.order,
      expected: 1,
      tolerance: 0.15,
      source: `${name}; Jordan–Kinderlehrer–Otto 1998: first order`,
    }),
  };
  yield { kind: 'table', table: refinementTable(found) };
  yield { kind: 'figure', figure: refinementFigure(found) };
}

/** Steady states, densities at the paper's times, JKO steps against finite volumes, and how the free energy decays. */
export function* exampleEvidence(
  e: Example,
  progress: (what: string, fraction: number) => void,
  signal: AbortSignal | undefined,
): Generator<Evidence> {
  const { flows, times } = e;
  const steadyOf = (name: keyof PaperFlows): SteadyState =>
    steadyState(flows[name].energy, flows[name].grid, flows[name].initial.mass);
  const steady = { interacting: steadyOf('interacting'), linear: steadyOf('linear') };
  yield* steadyEvidence(e, steady);
  const every = Array.from({ length: Math.round(UNTIL / TIME_STEP) }, (_, k) => (k + 1) * TIME_STEP);
  const run = (name: keyof PaperFlows, solver: Solver, saveAt: readonly number[]): Run => {
    progress(`${flowLabels[name]} by ${solver.name}`, name === 'linear' ? 0.3 : 0);
    const trajectory = solve(flows[name], solver, {
      until: UNTIL,
      saveAt,
      throwOnFailure: true,
      ...(signal && { signal }),
    });
    return { name, trajectory, energies: relativeEnergies(trajectory, steady[name]) };
  };
  const fine = finiteVolume({ order: 2, timeStep: TIME_STEP / 4 });
  const lines = flowNames.map((name) => run(name, fine, [0, ...times, ...every]));
  const dots = flowNames.map((name) =>
    run(name, jko({ timeStep: TIME_STEP }), [0, ...times, ...every.filter((_, k) => k % 10 === 9)]),
  );
  const at = (t: number) => (r: Run) =>
    r.trajectory.snapshots.filter(({ time }) => Math.abs(time - t) < 1e-9)[0].density;
  yield {
    kind: 'figure',
    figure: densitiesFigure(
      e,
      [0, ...times].map((t) => ({ t, line: at(t)(lines[0]), dots: at(t)(dots[0]), linear: at(t)(lines[1]) })),
    ),
  };
  yield { kind: 'figure', figure: steadyFigure(e, steady) };
  yield { kind: 'figure', figure: energyDecayFigure(e, lines, dots) };
  progress('JKO steps against finite volumes', 0.6);
  yield* agreementEvidence(e);
}
