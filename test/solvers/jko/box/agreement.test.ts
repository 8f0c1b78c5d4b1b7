import {
  type Density,
  density,
  type Energy,
  entropy,
  excludedVolume,
  type FaceMeanName,
  faceMeanNames,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  potential,
  power,
  type Step,
} from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { initBox, stepBox } from '../../../../solvers/jko/box/boxNewton.ts';
import { type JkoSettings, jko } from '../../../../solvers/jko/index.ts';
import { gridMethodSettings } from '../../../../solvers/jko/settings.ts';

const STEPS = 2;
const TIGHT = 1e-14;

// Gaps bound squares of distances: h Σ δp²/(2 p) ≤ gap, so that two solutions can be this far apart.
const CLOSE = 1e-7;

/** Steps by the solver for boxes, whatever the dimension. */
function byBoxes(flow: GradientFlow<Energy>, given: JkoSettings): Step[] {
  const settings = gridMethodSettings(
    { tolerance: TIGHT, ...given },
    { tolerance: TIGHT, maxIterations: 200 },
  );
  const state = initBox(flow, settings);
  return Array.from({ length: STEPS }, () => converged(stepBox(state, flow, Infinity, settings)));
}

function bySolver(flow: GradientFlow<Energy>, given: JkoSettings & { readonly method?: 'newton' }): Step[] {
  const solver = jko({ tolerance: TIGHT, ...given });
  const state = solver.init(flow);
  return Array.from({ length: STEPS }, () => converged(solver.step(state, flow, Infinity)));
}

function converged(step: Step): Step {
  expect(step.status).toBe('converged');
  return step;
}

/** Largest difference, relative to the largest value of b. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let worst = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    worst = Math.max(worst, Math.abs(a[i] - b[i]));
    size = Math.max(size, Math.abs(b[i]));
  }
  expect(a.length).toBe(b.length);
  return worst / size;
}

const paper = entropy().plus(excludedVolume(0.297));
const tilted = (f: (x: number) => number): LocalEnergy => paper.plus(potential((x) => f(x)));
const line = grid([[-0.5, 0.5]], [24]);
const bump = (x: number): number => 1 + 0.8 * Math.sin(5 * x) + 0.1 * Math.cos(17 * x);

describe('on a line boxes and direct solves take the same steps', () => {
  const energies = [tilted((x) => 2 * Math.cos(4 * x)), power(2).plus(potential((x) => x * x))];
  const cases: readonly [FaceMeanName, number][] = [
    ...[1, 2, 3].map((S) => ['arithmetic', S] as [FaceMeanName, number]),
    ...faceMeanNames.slice(1).map((mean) => [mean, 2] as [FaceMeanName, number]),
  ];
  for (const [faceMean, innerIntervals] of cases)
    test(`${faceMean} mean, S = ${innerIntervals}`, () => {
      for (const energy of energies)
        for (const timeStep of [1e-4, 1e-2]) {
          const flow = gradientFlow({ energy, initial: density(line, bump, { mass: 1 }) });
          const settings = { timeStep, faceMean, innerIntervals };
          const [boxes, direct] = [byBoxes(flow, settings), bySolver(flow, settings)];
          boxes.forEach((step, k) => {
            expect(distance(step.density.values, direct[k].density.values)).toBeLessThan(CLOSE);
            expect((step.transport ?? 0) / (direct[k].transport ?? 1)).toBeCloseTo(1, 7);
          });
        }
    });
});

describe('data that vary along one axis', () => {
  for (const innerIntervals of [1, 2, 3])
    for (const dimension of [2, 3])
      test(`move as on a line, in ${dimension} dimensions, along every axis, S = ${innerIntervals}`, () => {
        const f = (x: number): number => 2 * Math.cos(4 * x);
        const short = grid([[-0.5, 0.5]], [16]);
        const settings = { timeStep: 5e-3, innerIntervals };
        const onLine = bySolver(
          gradientFlow({ energy: tilted(f), initial: density(short, bump, { mass: 1 }) }),
          settings,
        );
        for (let axis = 0; axis < dimension; axis++) {
          const sides = Array.from(
            { length: dimension },
            (_, k) => (k === axis ? [-0.5, 0.5] : [0, 1]) as [number, number],
          );
          const cells = sides.map((_, k) => (k === axis ? 16 : 3));
          const box = grid(sides, cells, { periodic: sides.map((_, k) => k === (axis + 1) % dimension) });
          const initial = density(box, (...x) => bump(x[axis]), { mass: 1 });
          const energy = paper.plus(potential((...x) => f(x[axis])));
          bySolver(gradientFlow({ energy, initial }), settings).forEach((step, k) => {
            const expected = Float64Array.from({ length: box.size }, (_, i) => {
              const at = Math.round(
                (box.centre(i)[axis] - box.axes[axis].lower) / box.axes[axis].spacing - 0.5,
              );
              return onLine[k].density.values[at];
            });
            expect(distance(step.density.values, expected)).toBeLessThan(CLOSE);
          });
        }
      });
});

describe('symmetries', () => {
  const bumps = (x: number, y: number): number =>
    1 + 0.7 * Math.sin(5 * x) * Math.cos(2 * y) + 0.2 * Math.sin(3 * y);
  const V = (x: number, y: number): number => x * y + Math.cos(3 * x + y);

  for (const innerIntervals of [1, 2, 3]) {
    const settings = { timeStep: 5e-3, innerIntervals };

    test(`axes swapped give the transpose, S = ${innerIntervals}`, () => {
      const [wide, tall] = [
        grid(
          [
            [-0.5, 0.5],
            [0, 2],
          ],
          [9, 6],
        ),
        grid(
          [
            [0, 2],
            [-0.5, 0.5],
          ],
          [6, 9],
        ),
      ];
      const first = bySolver(
        gradientFlow({ energy: paper.plus(potential(V)), initial: density(wide, bumps, { mass: 1 }) }),
        settings,
      );
      const second = bySolver(
        gradientFlow({
          energy: paper.plus(potential((x, y) => V(y, x))),
          initial: density(tall, (x, y) => bumps(y, x), { mass: 1 }),
        }),
        settings,
      );
      first.forEach((step, k) => {
        const transposed = Float64Array.from(
          { length: wide.size },
          (_, i) => second[k].density.values[(i % 6) * 9 + Math.floor(i / 6)],
        );
        expect(distance(step.density.values, transposed)).toBeLessThan(1e-9);
      });
    });

    test(`constants in V change nothing, S = ${innerIntervals}`, () => {
      const box = grid(
        [
          [-0.5, 0.5],
          [0, 1],
        ],
        [8, 7],
        { periodic: [true, false] },
      );
      const initial = density(box, bumps, { mass: 1 });
      const [plain, raised] = [0, 30].map((c) =>
        bySolver(gradientFlow({ energy: paper.plus(potential((x, y) => V(x, y) + c)), initial }), settings),
      );
      plain.forEach((step, k) => {
        expect(distance(raised[k].density.values, step.density.values)).toBeLessThan(1e-9);
      });
    });

    test(`mirror images stay mirror images, and a periodic axis has no beginning, S = ${innerIntervals}`, () => {
      const box = grid(
        [
          [0, 1],
          [0, 1],
        ],
        [8, 6],
        { periodic: [true, false] },
      );
      const run = (shift: number, mirror: boolean): Float64Array => {
        const p = (x: number, y: number): number =>
          1 + 0.6 * Math.cos(2 * Math.PI * (x - shift / 8)) * Math.cos(2 * (mirror ? 1 - y : y));
        const steps = bySolver(
          gradientFlow({ energy: paper, initial: density(box, p, { mass: 1 }) }),
          settings,
        );
        return steps[STEPS - 1].density.values;
      };
      const still = run(0, false);
      const moved = run(3, true);
      const back = Float64Array.from({ length: box.size }, (_, i) => {
        const [a, b] = [Math.floor(i / 6), i % 6];
        return moved[((a + 3) % 8) * 6 + (5 - b)];
      });
      expect(distance(back, still)).toBeLessThan(1e-9);
    });
  }
});

test('mass drifts by less than 1e-12 in a thousand steps', () => {
  const box = grid(
    [
      [-0.5, 0.5],
      [-0.5, 0.5],
    ],
    [16, 16],
  );
  const flow = gradientFlow({
    energy: paper.plus(potential((x, y) => 4 * Math.cos(6 * x) * Math.sin(4 * y))),
    initial: density(box, (x, y) => (x * x + y * y < 0.04 ? 1 : 0), { mass: 1 }),
  });
  const solver = jko({ timeStep: 1e-4, tolerance: 1e-6 });
  const state = solver.init(flow);
  let now: Density = flow.initial;
  for (let k = 0; k < 1000; k++) now = converged(solver.step(state, flow, Infinity)).density;
  expect(Math.abs(now.mass - 1)).toBeLessThan(1e-12);
  expect(now.values.every((p) => p >= 0)).toBe(true);
});
