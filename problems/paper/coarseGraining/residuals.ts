import { Density, gradientFlow, l1Distance, nonInteracting } from '../../../src/index.ts';
import type { Ladder } from './ladders.ts';
import { lemmaDefect } from './lemmaDefect.ts';
import type { Level } from './levels.ts';
import { densityAt, UNTIL } from './setting.ts';

/** What is left of (3.25) and (3.24) for two particles of one range, in L¹ over x₁. */
export interface Residuals {
  readonly epsilon: number;
  readonly lemmaAtStart: number;
  readonly lemma: number;
  /** Of (3.25) with its defect added. */
  readonly mended: number;
  readonly innerAtStart: number;
  readonly inner: number;
}

/** The residuals by name. */
export type Kind = Exclude<keyof Residuals, 'epsilon'>;

/** q at the end: (3.16), the linear equation. */
export function outerAtEnd({ two: { model, outer } }: Level, timeStep: number): Density {
  return densityAt(gradientFlow({ energy: nonInteracting(model), initial: outer }), UNTIL, timeStep);
}

/** q [∫q − α ε q]. */
function byLemma(q: Density, excluded: number): Density {
  return new Density(
    q.grid,
    q.values.map((v) => v * (q.mass - excluded * v)),
  );
}

/** q′ at the centre of a cell, by differences of neighbours. */
function slope(q: Float64Array, i: number, h: number): number {
  const [before, after] = [Math.max(0, i - 1), Math.min(q.length - 1, i + 1)];
  return (q[after] - q[before]) / ((after - before) * h);
}

/** (3.24 c): e^{−u(x̃)} [q² + ε x̃ q q′] at the centre of a cell. */
export function innerSolution(q: Density, i: number, weight: number, distance: number): number {
  const { values, grid } = q;
  return weight * values[i] * (values[i] + distance * slope(values, i, grid.axes[0].spacing));
}

/** L¹ over x₁ of P(x₁, x₁ + ε) less (3.24 c) at x̃ = 1. */
function innerResidual({ two, epsilon, cells }: Level, P: Density, q: Density): number {
  const { pair } = two.model;
  const joint = two.onSquare(P);
  const apart = Math.round(epsilon * cells);
  const weight = Math.exp(-pair.u(1));
  let sum = 0;
  for (let i = 0; i + apart < cells; i++)
    sum += Math.abs(joint[i * cells + i + apart] - innerSolution(q, i, weight, epsilon));
  return sum / cells;
}

/** All of them for a level. */
export function residuals(level: Level, { pair, timeStep }: Ladder): Residuals {
  const { two, epsilon, joint, marginal } = level;
  const { outer, model, flow } = two;
  const excluded = pair.excludedVolume(1) * epsilon;
  const q = outerAtEnd(level, timeStep);
  const predicted = byLemma(q, excluded);
  const defect = lemmaDefect(outer, excluded, UNTIL);
  const mended = new Density(
    q.grid,
    predicted.values.map((v, i) => v + defect.values[i]),
  );
  return {
    epsilon,
    lemmaAtStart: l1Distance(model.initial, byLemma(outer, excluded)),
    lemma: l1Distance(marginal, predicted),
    mended: l1Distance(marginal, mended),
    innerAtStart: innerResidual(level, flow.initial, outer),
    inner: innerResidual(level, joint, q),
  };
}
