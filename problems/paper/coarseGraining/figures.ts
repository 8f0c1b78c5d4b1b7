import { edges } from '../../../src/grid/axis.ts';
import type { Evidence, Figure } from '../../../src/index.ts';
import { equationLabels } from '../common/equationLabels.ts';
import type { Ladder } from './ladders.ts';
import { endOf, type Level } from './levels.ts';
import { UNTIL } from './setting.ts';

/** P on the square of configurations. */
function jointFigure({ two, joint, epsilon }: Level, { label }: Ladder): Figure {
  const edge = edges(two.model.initial.grid.axes[0]);
  return {
    id: `joint-${label.replace(' ', '-')}`,
    title: `P(x₁, x₂), two ${label}`,
    caption: `At t = ${UNTIL}, ε = ${epsilon}.`,
    x: { label: 'x₁' },
    y: { label: 'x₂' },
    series: [],
    map: { label: 'P', x: edge, y: edge, values: two.onSquare(joint) },
  };
}

/** p of two particles, beside both macroscopic equations. */
function marginalFigure({ two, marginal, epsilon }: Level, { label, timeStep }: Ladder): Figure {
  const { initial } = two.model;
  const x = initial.grid.centres(0);
  const curves = (['ideal', 'secondVirial'] as const).map((equation) => ({
    label: equationLabels[equation],
    x,
    y: endOf(two, equation, timeStep).values,
    style: 'dashed' as const,
  }));
  return {
    id: `marginal-${label.replace(' ', '-')}`,
    title: `One-particle density of two ${label}`,
    caption: `∫ P dx₂ at t = ${UNTIL} for ε = ${epsilon}, and the macroscopic equations from the same initial density.`,
    x: { label: 'x' },
    y: { label: 'p' },
    series: [
      { label: 't = 0', x, y: initial.values, style: 'dashed' },
      { label: 'two particles', x, y: marginal.values, style: 'line' },
      ...curves,
    ],
  };
}

/** The densities behind the distances, at a range that can be seen. */
export function* densityFigures(ladders: readonly Ladder[]): Generator<Evidence> {
  for (const ladder of ladders) {
    const level = ladder.levels[Math.min(1, ladder.levels.length - 1)];
    yield { kind: 'figure', figure: jointFigure(level, ladder) };
    yield { kind: 'figure', figure: marginalFigure(level, ladder) };
  }
}
