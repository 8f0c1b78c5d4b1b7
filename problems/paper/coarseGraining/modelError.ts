import { check, type Evidence, type Figure, orderOfConvergence, type Table } from '../../../src/index.ts';
import { equationLabels } from '../common/equationLabels.ts';
import type { Ladder } from './ladders.ts';
import { type Equation, type Level, levelOf } from './levels.ts';
import { UNTIL } from './setting.ts';

/** What the order of a level still differs from the order for ε → 0 by: the next term is one power of ε higher. */
const WITHIN = { ideal: 0.1, secondVirial: 0.25 } as const;
/** How much of a model error may be one of discretisation, by estimate. */
const UNRESOLVED = 0.1;

const ORDERS = { ideal: 1, secondVirial: 2 } as const;

function errorOf({ errors }: Level, equation: Equation): number {
  return errors.get(equation) ?? Number.NaN;
}

function equationsOf({ levels }: Ladder): Equation[] {
  return [...levels[0].errors.keys()];
}

/** Orders between neighbouring levels. */
function ordersOf({ levels }: Ladder, equation: Equation): readonly number[] {
  return orderOfConvergence(
    levels.map(({ epsilon }) => epsilon),
    levels.map((l) => errorOf(l, equation)),
  ).orders;
}

function table(ladder: Ladder): Table {
  const equations = equationsOf(ladder);
  const orders = equations.map((e) => ordersOf(ladder, e));
  return {
    id: `model-error-${ladder.label.replace(' ', '-')}`,
    title: `Two ${ladder.label} and what the macroscopic equations make of them`,
    caption:
      `L¹ distance at t = ${UNTIL} from the one-particle density of the two-particle problem, and its order in ε since the level above. ` +
      `u is ${ladder.pair.name}, α_u = ${ladder.pair.excludedVolume(1).toFixed(4)}.`,
    columns: ['ε', 'cells of Ω', ...equations.flatMap((e) => [equationLabels[e], 'order'])],
    rows: ladder.levels.map((l, k) => [
      l.epsilon,
      l.cells,
      ...equations.flatMap((e, i) => [
        errorOf(l, e).toExponential(2),
        k === 0 ? '–' : orders[i][k - 1].toFixed(2),
      ]),
    ]),
  };
}

function figure(ladders: readonly Ladder[]): Figure {
  const shown = ['ideal', 'secondVirial'] as const;
  const { levels } = ladders[0];
  const epsilons = levels.map(({ epsilon }) => epsilon);
  const smallest = levels[levels.length - 1];
  const guides = shown.map((equation) => ({
    label: `slope ${ORDERS[equation]}`,
    x: epsilons,
    y: epsilons.map((e) => errorOf(smallest, equation) * (e / smallest.epsilon) ** ORDERS[equation]),
    style: 'dashed' as const,
  }));
  return {
    id: 'model-error',
    title: 'What the macroscopic equations leave out',
    caption: `L¹ distance at t = ${UNTIL} from the one-particle density of two particles, against their range ε.`,
    x: { label: 'ε', scale: 'log' },
    y: { label: 'L¹ distance', scale: 'log' },
    series: [
      ...ladders.flatMap((ladder) =>
        shown.map((equation) => ({
          label: `${ladder.label}, ${equationLabels[equation]}`,
          x: ladder.levels.map(({ epsilon }) => epsilon),
          y: ladder.levels.map((l) => errorOf(l, equation)),
          style: 'dots' as const,
        })),
      ),
      ...guides,
    ],
  };
}

/** Errors of discretisation of a level as parts of its model errors: of second order, a third of the change from half the cells and twice the time step. */
function unresolved({ pair, timeStep }: Ladder, level: Level): number {
  const coarse = levelOf(pair, level.epsilon, level.cells / 2, 2 * timeStep);
  const parts = (['ideal', 'secondVirial'] as const).map((e) => errorOf(coarse, e) / errorOf(level, e) - 1);
  return Math.max(...parts.map(Math.abs)) / 3;
}

function* resolution(ladder: Ladder): Generator<Evidence> {
  // The last level with an even number of cells in a rod: its half is a level too.
  const level = ladder.levels.filter(({ epsilon, cells }) => Math.round(epsilon * cells) % 2 === 0).at(-1);
  if (level === undefined || level.cells % 2 !== 0) return;
  yield {
    kind: 'check',
    check: check({
      name: `${ladder.label}, ε = ${level.epsilon}: part of the distances that is discretisation`,
      measured: unresolved(ladder, level),
      expected: UNRESOLVED,
      relation: 'atMost',
      source: 'a third of the change from half the cells and twice the time step',
    }),
  };
}

/** The linear equation misses two particles by O(ε), (1.6) by O(ε²). */
export function* modelErrorEvidence(ladders: readonly Ladder[]): Generator<Evidence> {
  for (const ladder of ladders) {
    for (const equation of ['ideal', 'secondVirial'] as const) {
      const orders = ordersOf(ladder, equation);
      yield {
        kind: 'check',
        check: check({
          name: `${ladder.label}: order in ε of the error of ${equation === 'ideal' ? 'the linear equation' : '(1.6)'}, smallest ε`,
          measured: orders[orders.length - 1],
          expected: ORDERS[equation],
          tolerance: WITHIN[equation],
          source:
            'Proposition 1: ' +
            (equation === 'ideal'
              ? 'interactions enter at order ε^d'
              : 'correct to order ε^d, the next is ε²'),
        }),
      };
    }
    yield* resolution(ladder);
    yield { kind: 'table', table: table(ladder) };
  }
  yield { kind: 'figure', figure: figure(ladders) };
}
