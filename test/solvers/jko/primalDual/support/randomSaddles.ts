import fc from 'fast-check';
import { density, entropy, faceMean, type Grid, gradientFlow, grid, interaction, potential } from 'ottoflow';
import { flowBounds, mobilityBounds } from '../../../../../solvers/densityBounds.ts';
import type { BoxProblem } from '../../../../../solvers/jko/box/boxProblem.ts';
import { faceMobility } from '../../../../../solvers/jko/box/faceMobility.ts';
import type { DualSteps } from '../../../../../solvers/jko/primalDual/stepSizes.ts';
import { facesOf } from '../../box/support/naiveBox.ts';

/** Small boxes of one to three dimensions, axes of one cell among them, with walls or periodic. */
export const grids: fc.Arbitrary<Grid> = fc
  .record({
    shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    rings: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  })
  .map(({ shape, rings }) =>
    grid(
      shape.map((n, k) => [0, 0.3 * n + 0.1 * k] as const),
      shape,
      { periodic: shape.map((n, k) => n > 2 && rings[k]) },
    ),
  );

/** A box, a number S of inner intervals, and a seed for all else. */
export interface Case {
  readonly box: Grid;
  readonly S: number;
  readonly seed: number;
}

/** Random cases. */
export const cases: fc.Arbitrary<Case> = fc.record({
  box: grids,
  S: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

/** Numbers in (−1, 1) that depend on a seed alone. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}

/** A step problem with a potential and an interaction. */
export function problemOn(box: Grid, S: number, next: () => number): BoxProblem {
  const flow = gradientFlow({
    energy: entropy()
      .plus(potential((...x) => x[0]))
      .plus(interaction((...x) => Math.exp(-x.reduce((s, v) => s + v * v, 0)))),
    initial: density(
      box,
      Float64Array.from({ length: box.size }, () => 1.5 + next()),
    ),
  });
  return {
    energy: flow.discrete,
    previous: flow.initial.values,
    timeStep: 0.1 * (1.5 + next()),
    intervals: S,
    mobility: faceMobility(faceMean('arithmetic'), flow.mobility),
    inner: mobilityBounds(flow),
    end: flowBounds(flow),
  };
}

/** Random values on the interior faces, zero at walls. */
export function onFaces(box: Grid, S: number, next: () => number): Float64Array[] {
  const fields = box.axes.map(() => new Float64Array(box.size * S));
  for (const { axis, lower } of facesOf(box))
    for (let j = 0; j < S; j++) fields[axis][j * box.size + lower] = next();
  return fields;
}

/** Dual steps between 0.5 and 2.5. */
export function dualSteps(next: () => number): DualSteps {
  return {
    mobility: 1.5 + next(),
    momentum: 1.5 + next(),
    energy: 1.5 + next(),
    sign: 1.5 + next(),
  };
}
