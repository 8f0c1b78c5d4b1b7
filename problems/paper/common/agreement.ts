import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  type Evidence,
  type GradientFlow,
  type LocalEnergy,
  l1Distance,
  refine,
  refinementFigure,
  refinementTable,
  type Solver,
  solve,
} from '../../../src/index.ts';

/** The paper's time step. */
export const TIME_STEP = 1e-3;
const WITHIN_ORDER = 0.15;

/** Which densities JKO steps and finite volumes have to agree on. */
export interface AgreementStudy {
  readonly flow: GradientFlow<LocalEnergy>;
  readonly times: readonly number[];
  /** Time step of the finite volumes that all are compared with. */
  readonly fineStep: number;
  /** L¹ distance within which JKO steps of second order are to be. */
  readonly within: number;
  /** `Example 4.2, Figure 2(b)`. */
  readonly source: string;
}

/** Steps of the paper's length by four solvers, against finite volumes of second order with short steps. */
export function* agreementEvidence({
  flow,
  times,
  fineStep,
  within,
  source,
}: AgreementStudy): Generator<Evidence> {
  const options = { until: times[times.length - 1], saveAt: times, throwOnFailure: true };
  const at = (solver: Solver) => solve(flow, solver, options).snapshots.map(({ density }) => density);
  const fine = at(finiteVolume({ order: 2, timeStep: fineStep }));
  const jkoOfSecondOrder = jko({ timeStep: TIME_STEP, order: 2 });
  const solvers = [
    jko({ timeStep: TIME_STEP }),
    jkoOfSecondOrder,
    finiteVolume({ timeStep: TIME_STEP }),
    finiteVolume({ timeStep: TIME_STEP, order: 2 }),
  ];
  const distances = solvers.map((solver) => at(solver).map((p, k) => l1Distance(p, fine[k])));
  yield {
    kind: 'check',
    check: check({
      name: `JKO steps of order 2, τ = ${TIME_STEP}, and finite volumes: largest L¹ distance at t = ${times.join(', ')}`,
      measured: Math.max(...distances[solvers.indexOf(jkoOfSecondOrder)]),
      expected: within,
      relation: 'atMost',
      source: `${source}: two ways to the same densities`,
    }),
  };
  yield {
    kind: 'table',
    table: {
      id: 'solvers',
      title: 'JKO steps and finite volumes',
      caption: `L¹ distance at the times of ${source}, of steps of the paper's length ${TIME_STEP}, from finite volumes of second order with steps of ${fineStep}.`,
      columns: ['solver', 'order', ...times.map((t) => `t = ${t}`)],
      rows: solvers.map((s, k) => [
        `${s.name}/${s.method}`,
        s.settings.order === 2 ? 2 : 1,
        ...distances[k].map((d) => d.toExponential(2)),
      ]),
    },
  };
}

/** Where an order in τ is measured. */
export interface OrderStudy {
  readonly flow: GradientFlow<LocalEnergy>;
  readonly until: number;
  /** Of the coarsest level. */
  readonly timeStep: number;
  readonly levels: number;
  readonly order: 1 | 2;
  /** `Example 4.2`. */
  readonly source: string;
}

const orderSources = {
  1: 'Jordan–Kinderlehrer–Otto 1998: first order',
  2: 'two half steps and a whole one, extrapolated: second order',
} as const;

/** JKO steps come to finite volumes at their order in τ. */
export function* timeOrderEvidence({
  flow,
  until,
  timeStep,
  levels,
  order,
  source,
}: OrderStudy): Generator<Evidence> {
  const found = refine(
    () => flow,
    (step) => jko({ timeStep: step, order }),
    {
      ...{ in: 'time', until, cells: flow.grid.shape, timeStep, levels },
      reference: { solver: (step) => finiteVolume({ order: 2, timeStep: step }) },
    },
  );
  const which = order === 1 ? '' : ' of order 2';
  yield {
    kind: 'check',
    check: check({
      name: `order of JKO steps${which} against finite volumes in τ, L¹ at t = ${until}`,
      measured: found.order,
      expected: order,
      tolerance: WITHIN_ORDER,
      source: `${source}; ${orderSources[order]}`,
    }),
  };
  const id = order === 1 ? '' : '-2';
  const table = refinementTable(found);
  const title = `JKO steps${which} refined in time`;
  yield { kind: 'table', table: { ...table, id: `${table.id}${id}`, title } };
  const figure = refinementFigure(found);
  yield {
    kind: 'figure',
    figure: { ...figure, id: `${figure.id}${id}`, title: `Order in τ of JKO steps${which}` },
  };
}
