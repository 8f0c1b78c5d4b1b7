import fc from 'fast-check';
import {
  density,
  type Energy,
  entropy,
  excludedVolume,
  faceMeanNames,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  interaction,
  potential,
  power,
  type Step,
} from 'ottoflow';
import { energies, gradientFlows, grids, localEnergies, timeSteps } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';
import { type JkoSettings, jko } from '../../../../solvers/jko/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { expectSound } from '../support/expectSound.ts';

const MOST_ITERATIONS = 200;

function run(
  flow: GradientFlow<Energy>,
  settings: JkoSettings & { readonly method?: 'newton' },
  steps = 2,
): Step[] {
  const solver = jko({ maxIterations: MOST_ITERATIONS, ...settings });
  const state = solver.init(flow);
  return Array.from({ length: steps }, () => solver.step(state, flow, Infinity));
}

/** What holds of steps, converged or not. */
function expectSoundInBox(flow: GradientFlow<Energy>, steps: readonly Step[]): void {
  expectSound(flow, steps, 1e-12);
  for (const { iterations } of steps) expect(iterations).toBeLessThanOrEqual(MOST_ITERATIONS);
}

function expectSolved(flow: GradientFlow<Energy>, steps: readonly Step[]): void {
  expectSoundInBox(flow, steps);
  for (const { status } of steps) expect(status).toBe('converged');
}

const square = grid(
  [
    [-0.5, 0.5],
    [-0.5, 0.5],
  ],
  [11, 14],
);
const block = indicator(square, [
  [-0.1, 0.15],
  [-0.3, 0.2],
]);

describe('newton on hard data in two dimensions', () => {
  const paper = entropy().plus(excludedVolume(0.3));
  const steep = potential((x, y) => 400 * x * y);
  for (const energy of [
    paper,
    paper.plus(steep),
    power(1.1),
    power(0.6),
    power(2),
    power(6),
    power(2).plus(potential((x, y) => 30 * x - 10 * y)),
  ])
    test(`vacuum, spikes, all time steps: ${energy.name}`, () => {
      const spike = new Float64Array(square.size);
      spike[37] = 1;
      for (const initial of [block, density(square, spike, { mass: 1 })])
        for (const timeStep of [1e-8, 1e-5, 1e-2, 1, 1e3]) {
          const flow = gradientFlow({ energy, initial });
          const steps = run(flow, { timeStep });
          // Beyond six decades of time steps, and once there is next to nothing left to gain, an honest status may be another.
          if (timeStep < 1e-6 || timeStep > 1) expectSoundInBox(flow, steps);
          else expectSolved(flow, steps.slice(0, 1));
          expectSoundInBox(flow, steps);
        }
    });

  test('every face mean, from vacuum', () => {
    const flow = gradientFlow({ energy: paper, initial: block });
    for (const faceMean of faceMeanNames)
      for (const timeStep of [1e-5, 1e-3, 1e-1]) expectSolved(flow, run(flow, { timeStep, faceMean }));
  });

  test('grids of a single cell, of a single row, and of unlike spacings', () => {
    for (const [cells, sides] of [
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 9],
        [1, 1],
      ],
      [
        [13, 1],
        [1, 0.01],
      ],
      [
        [7, 10],
        [100, 0.1],
      ],
    ]) {
      const box = grid(
        sides.map((s) => [0, s] as const),
        cells,
      );
      const energy = paper.plus(potential((x, y) => (3 * x) / sides[0] + y / sides[1]));
      const values = Float64Array.from({ length: box.size }, (_, i) => (i < (box.size + 1) / 2 ? 1 : 0));
      const flow = gradientFlow({ energy, initial: density(box, values, { mass: 1 }) });
      for (const timeStep of [1e-3, 1e-1, 10]) expectSolved(flow, run(flow, { timeStep }));
    }
  });

  test('several intervals, from vacuum', () => {
    const flow = gradientFlow({ energy: paper, initial: block });
    for (const innerIntervals of [2, 3])
      for (const timeStep of [1e-5, 1e-3]) expectSolved(flow, run(flow, { timeStep, innerIntervals }));
  });

  test('four and eight intervals, from vacuum, over six decades of time steps', () => {
    const box = unitBox([16, 16]);
    const patch = indicator(box, [
      [0.2, 0.4],
      [0.3, 0.5],
    ]);
    for (const energy of [entropy(), power(2)])
      for (const innerIntervals of [4, 8])
        for (const timeStep of [1e-6, 2.5e-4, 1e-3, 0.1, 1]) {
          const flow = gradientFlow({ energy, initial: patch });
          expectSolved(flow, run(flow, { timeStep, innerIntervals }, 1));
        }
  });

  test('attraction and repulsion of every strength, convex or not', () => {
    const kernels: Readonly<Record<string, (r: number) => number>> = {
      repulsion: (r) => Math.exp(-(r * r) / 0.05),
      attraction: (r) => -Math.exp(-(r * r) / 0.05),
      both: (r) => Math.exp(-r / 0.1) - 0.5 * Math.exp(-r / 0.5),
    };
    for (const W of Object.values(kernels))
      for (const strength of [0.3, 3])
        for (const timeStep of [1e-4, 1e-2, 1]) {
          const energy = entropy().plus(interaction((...x) => strength * W(Math.hypot(...x))));
          const flow = gradientFlow({ energy, initial: block });
          const steps = run(flow, { timeStep });
          expectSolved(flow, steps);
          let before = flow.discrete.value(flow.initial.values);
          for (const { energy: after, transport, certificate } of steps) {
            const spent = (transport ?? Number.NaN) ** 2 / (2 * timeStep);
            expect(after + spent).toBeLessThanOrEqual(
              before + (certificate?.gap ?? 0) + 1e-12 * Math.abs(before),
            );
            before = after;
          }
        }
  });
});

describe('newton on random problems', () => {
  const problems = <E extends Energy>(terms: fc.Arbitrary<E>, dimension: number, maxCells: number) =>
    fc.tuple(
      gradientFlows({ energies: terms, grids: grids({ dimensions: [dimension], maxCells }) }),
      timeSteps({ min: 1e-6, max: 1 }),
    );

  // One in a hundred, with interactions too, though Newton's matrix leaves them out, and in paths.
  for (const [what, terms, innerIntervals, most] of [
    ['local energies', localEnergies(), 1, 6],
    ['interactions, convex or not, far stronger than what holds against them', energies(), 1, 6],
    ['local energies, two intervals', localEnergies(), 2, 6],
    ['local energies, four intervals', localEnergies(), 4, 6],
  ] as const)
    test(`${what}, in one to three dimensions: nothing is unsound, and nearly everything is solved`, () => {
      const unsolved: string[] = [];
      let steps = 0;
      for (const [dimension, maxCells, numRuns] of [
        [1, 24, 100],
        [2, 8, 160],
        [3, 4, 40],
      ])
        fc.assert(
          fc.property(problems(terms, dimension, maxCells), ([flow, timeStep]) => {
            const made = run(flow, { timeStep, innerIntervals });
            expectSoundInBox(flow, made);
            for (const { status } of made) {
              steps++;
              if (status !== 'converged')
                unsolved.push(`${status}: ${flow.name} on ${flow.grid}, τ = ${timeStep}`);
            }
          }),
          { numRuns, endOnFailure: true },
        );
      expect(steps).toBe(600);
      expect(unsolved.length, unsolved.join('\n')).toBeLessThan(most);
    });
});
