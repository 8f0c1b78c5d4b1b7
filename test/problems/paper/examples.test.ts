import {
  type Check,
  type Evidence,
  type GradientFlow,
  hardSphere,
  type LocalEnergy,
  type Problem,
  parametersOf,
  yukawa,
} from 'ottoflow';
import { example41, example42, example43, problems } from 'ottoflow/problems';
import { describe, expect, test } from 'vitest';
import { modalRun, passingMode } from '../../../problems/paper/common/modalRun.ts';
import { coefficient as ofDisks } from '../../../problems/paper/example42/setting.ts';
import { coefficient as ofYukawa, wellAt } from '../../../problems/paper/example43/setting.ts';

async function checksOf(
  problem: Problem,
  cells: readonly number[],
  given: Record<string, number> = {},
): Promise<Check[]> {
  const found: Evidence[] = [];
  const parameters = parametersOf(problem, given);
  for await (const e of problem.verify?.({
    parameters,
    cells,
    seed: 1,
    full: false,
    progress: () => undefined,
  }) ?? [])
    found.push(e);
  return found.flatMap((e) => (e.kind === 'check' ? [e.check] : []));
}

test('the examples are among the built-in problems, the paper’s first', () => {
  expect(problems.slice(0, 3)).toEqual([example41, example42, example43]);
});

describe('settings', () => {
  const paper = { particles: 1000, epsilon: 0.01 };

  test('coefficients are those that the paper prints', () => {
    expect(ofDisks(paper)).toBeCloseTo(0.314, 3);
    expect(ofYukawa(paper)).toBeCloseTo(0.392, 3);
    expect([hardSphere().excludedVolume(2), yukawa().excludedVolume(2)]).toEqual([
      Math.PI,
      expect.closeTo(3.926, 3),
    ]);
  });

  test.each([example42, example43])(
    '$name starts from unit mass, and does without interactions where ε = 0',
    (problem) => {
      const { initial, energy } = problem.flow(parametersOf(problem), [200]);
      expect(initial.mass).toBeCloseTo(1, 14);
      const point = problem.flow(parametersOf(problem, { epsilon: 0 }), [200]).energy;
      expect(point.name).not.toBe(energy.name);
    },
  );

  test('the strip of 4.2 has height 5', () => {
    const { values, grid } = example42.flow(parametersOf(example42), [200]).initial;
    for (const [i, x] of grid.centres(0).entries())
      expect(values[i]).toBeCloseTo(x > 0.1 && x < 0.3 ? 5 : 0, 12);
  });

  test('the potential of 4.3 as printed is a well; with the other sign it has a crater and a rim', () => {
    const [well, volcano] = [-1, 1].map((sign) => wellAt({ sign }));
    expect(well(0)).toBe(-2.5);
    expect(volcano(0)).toBe(-0.5);
    const x = Array.from({ length: 51 }, (_, i) => i / 100);
    expect(x.slice(1).every((v, k) => well(v) > well(x[k]))).toBe(true);
    const rim = Math.max(...x.map(volcano));
    expect(rim).toBeGreaterThan(0);
    expect(volcano(0.5)).toBeLessThan(rim);
  });
});

describe('the modes of 4.3', () => {
  const flowOf = (sign: number) =>
    example43.flow(parametersOf(example43, { sign }), [100]) as GradientFlow<LocalEnergy>;
  const curvature = (p: number): number => 1 / p + ofYukawa({ particles: 1000, epsilon: 0.01 });

  test('the slowest is odd and the second even, and it is the second that is excited', () => {
    const run = modalRun(flowOf(-1), curvature, undefined);
    const parity = (q: Float64Array): number =>
      q.reduce((s, v, i) => s + v * q[q.length - 1 - i], 0) / q.reduce((s, v) => s + v * v, 0);
    expect(run.spectrum.modes.slice(0, 2).map(parity)).toEqual([expect.closeTo(-1, 8), expect.closeTo(1, 8)]);
    expect(passingMode(run)?.mode).toBe(1);
  });

  test('in the volcano none passes', () => {
    expect(passingMode(modalRun(flowOf(1), curvature, undefined))).toBeNull();
  });

  test('near rest ΔE is half the sum of squares of the amplitudes', () => {
    const { relative, amplitudes, times, late } = modalRun(flowOf(-1), curvature, undefined);
    for (const [i, t] of times.entries())
      if (t >= late[0]) {
        const half = 0.5 * amplitudes.reduce((s, c) => s + c[i] ** 2, 0);
        expect(Math.abs(relative[i] / half - 1)).toBeLessThan(1e-3);
      }
  });
});

describe('verification', () => {
  test.each([
    [example43, {}, 8],
    [example43, { sign: 1 }, 6],
    [example42, {}, 11],
  ] as const)('$name holds with $1', async (problem, given, count) => {
    const checks = await checksOf(problem, [100], given);
    expect(checks.filter(({ pass }) => !pass)).toEqual([]);
    expect(checks).toHaveLength(count);
  });
});
