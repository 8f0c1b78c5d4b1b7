import fc from 'fast-check';
import {
  Density,
  density,
  entropy,
  faceMeanNames,
  type GradientFlow,
  gradientFlow,
  grid,
  marginal,
  potential,
  type Step,
} from 'ottoflow';
import { jko } from 'ottoflow/solvers';
import { expect, test } from 'vitest';
import { firstStep } from '../../../../problems/paper/common/firstStep.ts';

const CELLS = 5;
const side = [0, 1] as const;
const square = grid([side, side], [CELLS, CELLS]);

/** P with its arguments exchanged. */
function exchanged({ values }: Density): Density {
  return new Density(
    square,
    values.map((_, k) => values[(k % CELLS) * CELLS + Math.floor(k / CELLS)]),
  );
}

test('a JKO step of any joint density costs at least what steps of its marginals cost, whatever mean and intervals', () => {
  const positive = fc.double({ min: 0.05, max: 5, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(positive, { minLength: CELLS ** 2, maxLength: CELLS ** 2 }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -3, max: -0.5, noNaN: true }),
      fc.constantFrom(1, 2),
      fc.constantFrom(...faceMeanNames),
      (values, slope, decade, innerIntervals, faceMean) => {
        const timeStep = 10 ** decade;
        const V = (x: number): number => slope * x * x;
        const P = density(square, values, { mass: 1 });
        const step = (flow: GradientFlow): Step =>
          firstStep(flow, jko({ timeStep, innerIntervals, faceMean }), timeStep);
        const two = step(
          gradientFlow({ energy: entropy().plus(potential((x, y) => V(x) + V(y))), initial: P }),
        );
        const ones = [P, exchanged(P)].map((joint) =>
          step(gradientFlow({ energy: entropy().plus(potential(V)), initial: marginal(joint, 1) })),
        );
        const least = ones.reduce((s, { certificate }) => s + (certificate?.dual ?? Number.NaN), 0);
        expect(two.certificate?.primal).toBeGreaterThan(least - 1e-12);
      },
    ),
    { numRuns: 40 },
  );
});
