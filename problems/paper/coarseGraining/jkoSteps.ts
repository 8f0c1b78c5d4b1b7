import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  coarseGrain,
  type Density,
  type Energy,
  type Evidence,
  type GradientFlow,
  gradientFlow,
  hardSphere,
  l1Distance,
  march,
  nonInteracting,
  orderOfConvergence,
  refine,
  refinementFigure,
  refinementTable,
  type Step,
  type VerifyContext,
} from '../../../src/index.ts';
import { twoHardRods } from './hardRods.ts';
import { pairOf, UNTIL } from './setting.ts';

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

function firstStep(flow: GradientFlow<Energy>, method: 'newton' | 'primalDual'): Step {
  const tolerance = method === 'newton' ? 1e-9 : 1e-4;
  for (const step of march(flow, jko({ method, timeStep: TIME_STEP, tolerance }), [TIME_STEP])) return step;
  throw new RangeError('unreachable: a positive stop takes at least one step');
}

function* methodEvidence(flow: GradientFlow<Energy>): Generator<Evidence> {
  const [newton, primalDual] = (['newton', 'primalDual'] as const).map((m) => firstStep(flow, m));
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

/** The same by JKO steps on P: against finite volumes at first order in τ, and against JKO steps of the macroscopic equation in ε. */
export function* jkoEvidence({ full, progress }: VerifyContext): Generator<Evidence> {
  const all = RODS.map((rod, k) => {
    progress(`JKO steps of two rods, ε = ${rod / CELLS}`, (0.5 * k) / RODS.length);
    return commuting(rod);
  });
  yield* commutingEvidence(all);
  progress('JKO steps of two rods against finite volumes', 0.5);
  const { flow } = twoHardRods(pairOf(hardSphere(), RODS[1] / CELLS, CELLS));
  yield* methodEvidence(flow);
  const found = refine(
    () => flow,
    (timeStep) => jko({ timeStep }),
    {
      ...{ in: 'time', until: UNTIL, cells: flow.grid.shape, timeStep: TIME_STEP, levels: full ? 5 : 3 },
      reference: { solver: (timeStep) => finiteVolume({ order: 2, timeStep }) },
    },
  );
  yield {
    kind: 'check',
    check: check({
      name: `order in τ, JKO steps of P against finite volumes, two hard rods, L¹ at t = ${UNTIL}`,
      measured: found.order,
      expected: 1,
      tolerance: 0.15,
      source: 'Jordan–Kinderlehrer–Otto 1998: first order',
    }),
  };
  yield { kind: 'table', table: { ...refinementTable(found), id: 'jko-two-rods' } };
  yield { kind: 'figure', figure: { ...refinementFigure(found), id: 'jko-two-rods-order' } };
}
