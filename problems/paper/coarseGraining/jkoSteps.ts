import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  coarseGrain,
  type Density,
  type Energy,
  type Evidence,
  type GradientFlow,
  gaussian,
  gradientFlow,
  hardSphere,
  l1Distance,
  march,
  nonInteracting,
  orderOfConvergence,
  type Refinement,
  refine,
  refinementFigure,
  refinementTable,
  type Step,
  type VerifyContext,
} from '../../../src/index.ts';
import { firstStep } from '../common/firstStep.ts';
import { twoHardRods } from './hardRods.ts';
import { pairOf, UNTIL } from './setting.ts';
import { twoSoftRods } from './softRods.ts';

const CELLS = 40;
const TIME_STEP = 5e-3;
/** Cells of a rod. */
const RODS = [8, 4, 2, 1];

function jkoSteps(flow: GradientFlow<Energy>): Step[] {
  return [...march(flow, jko({ timeStep: TIME_STEP }), [UNTIL])];
}

function endOf(steps: readonly Step[]): Density {
  return steps[steps.length - 1].density;
}

/** JKO steps of two rods and of the macroscopic equations, with the same τ. */
interface Commuting {
  readonly epsilon: number;
  readonly steps: readonly Step[];
  readonly linear: number;
  readonly nonlinear: number;
}

function commuting(rod: number): Commuting {
  const epsilon = rod / CELLS;
  const two = twoHardRods(pairOf(hardSphere(), epsilon, CELLS));
  const { model } = two;
  const steps = jkoSteps(two.flow);
  const p = two.marginal(endOf(steps));
  const { initial } = model;
  const miss = (energy: Energy): number => l1Distance(p, endOf(jkoSteps(gradientFlow({ energy, initial }))));
  return { epsilon, steps, linear: miss(nonInteracting(model)), nonlinear: miss(coarseGrain(model)) };
}

function* commutingEvidence(all: readonly Commuting[]): Generator<Evidence> {
  const epsilons = all.map(({ epsilon }) => epsilon);
  const fits = (['linear', 'nonlinear'] as const).map((kind) =>
    orderOfConvergence(
      epsilons,
      all.map((c) => c[kind]),
    ),
  );
  const last = (k: number): number => fits[k].orders[epsilons.length - 2];
  yield {
    kind: 'check',
    check: check({
      name: 'order in ε, JKO steps of two hard rods against JKO steps of (1.7), smallest ε',
      measured: last(1),
      expected: 2,
      tolerance: 0.25,
      source: 'Proposition 1: the steps agree up to order ε^d',
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: 'largest relative duality gap of the JKO steps of two rods',
      measured: Math.max(...all.flatMap((c) => c.steps.map((s) => s.certificate?.relativeGap ?? Infinity))),
      expected: 1e-9,
      relation: 'atMost',
      source: 'duality of the step problem (2.7)',
    }),
  };
  yield {
    kind: 'table',
    table: {
      id: 'jko-commutes',
      title: 'JKO steps of two hard rods and of one density',
      caption: `L¹ distance at t = ${UNTIL} of the marginal of JKO steps of P from JKO steps of p, both with τ = ${TIME_STEP}, on ${CELLS} cells of Ω.`,
      columns: ['ε', 'p without interaction', 'order', 'p by (1.7)', 'order'],
      rows: all.map((c, k) => [
        c.epsilon,
        c.linear.toExponential(2),
        k === 0 ? '–' : fits[0].orders[k - 1].toFixed(2),
        c.nonlinear.toExponential(2),
        k === 0 ? '–' : fits[1].orders[k - 1].toFixed(2),
      ]),
    },
  };
}

function* methodEvidence(flow: GradientFlow<Energy>): Generator<Evidence> {
  const solvers = [
    jko({ timeStep: TIME_STEP }),
    jko({ method: 'primalDual', timeStep: TIME_STEP, tolerance: 1e-4 }),
  ];
  const [newton, primalDual] = solvers.map((solver) => firstStep(flow, solver, TIME_STEP));
  const primal = (s: Step): number => s.certificate?.primal ?? Number.NaN;
  yield {
    kind: 'check',
    check: check({
      name: 'first JKO step of two rods: primal value of primalDual minus that of newton',
      measured: Math.abs(primal(primalDual) - primal(newton)),
      expected: (primalDual.certificate?.gap ?? Number.NaN) + (newton.certificate?.gap ?? Number.NaN),
      relation: 'atMost',
      source: 'both gaps bound the distance to the same minimum',
    }),
  };
}

/** JKO steps of P against finite volumes, in τ. */
function againstFiniteVolumes(flow: GradientFlow<Energy>, levels: number): Refinement {
  const given = { in: 'time', until: UNTIL, cells: flow.grid.shape, timeStep: TIME_STEP, levels } as const;
  return refine(
    () => flow,
    (timeStep) => jko({ timeStep }),
    { ...given, reference: { solver: (timeStep) => finiteVolume({ order: 2, timeStep }) } },
  );
}

/** The same by JKO steps on P: against finite volumes at first order in τ, and against JKO steps of the macroscopic equation in ε. */
export function* jkoEvidence({ full, progress }: VerifyContext): Generator<Evidence> {
  const all = RODS.map((rod, k) => {
    progress(`JKO steps of two rods, ε = ${rod / CELLS}`, (0.5 * k) / RODS.length);
    return commuting(rod);
  });
  yield* commutingEvidence(all);
  const hard = twoHardRods(pairOf(hardSphere(), RODS[1] / CELLS, CELLS)).flow;
  const soft = twoSoftRods(pairOf(gaussian(2), RODS[1] / CELLS, CELLS)).flow;
  yield* methodEvidence(hard);
  const flows = full ? [hard, soft] : [hard];
  const found = flows.map((flow, k) => {
    progress(`JKO steps of ${flow.name} against finite volumes`, 0.5 + (0.5 * k) / flows.length);
    return againstFiniteVolumes(flow, full ? 5 : 3);
  });
  for (const [k, { name }] of flows.entries()) {
    yield {
      kind: 'check',
      check: check({
        name: `order in τ, JKO steps of P against finite volumes, ${name}, L¹ at t = ${UNTIL}`,
        measured: found[k].order,
        expected: 1,
        tolerance: 0.15,
        source: 'Jordan–Kinderlehrer–Otto 1998: first order',
      }),
    };
    yield { kind: 'table', table: { ...refinementTable(found[k]), id: `jko-${name.replaceAll(' ', '-')}` } };
  }
  yield { kind: 'figure', figure: { ...refinementFigure(found[0]), id: 'jko-two-rods-order' } };
}
