import {
  type Check,
  density,
  type Evidence,
  type GradientFlow,
  grid,
  hardSphere,
  type LocalEnergy,
  type Problem,
  parametersOf,
  powerLaw,
  steadyState,
  type VerifyContext,
  yukawa,
} from 'ottoflow';
import { example41, example42, example43, example44, problems } from 'ottoflow/problems';
import { spectrum } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { inParts, type Part } from '../../../problems/common/parts.ts';
import { decayEvidence } from '../../../problems/paper/common/line/lineEvidence.ts';
import { coefficientOf, modelOf } from '../../../problems/paper/common/line/lineSetting.ts';
import { lineStudy } from '../../../problems/paper/common/line/lineStudy.ts';
import { modalRun, passingMode } from '../../../problems/paper/common/modalRun.ts';
import { equationsOf } from '../../../problems/paper/common/particles/equations.ts';
import { particleEvidence } from '../../../problems/paper/common/particles/evidence.ts';
import { momentsOf } from '../../../problems/paper/common/particles/predictions.ts';
import { quickly } from '../../../problems/paper/common/particles/study.ts';
import { decayEvidence as decayEvidence41 } from '../../../problems/paper/example41/decay.ts';
import { packingEvidence } from '../../../problems/paper/example41/packing.ts';
import { rodRateEvidence } from '../../../problems/paper/example41/rates.ts';
import { rodEvidence } from '../../../problems/paper/example41/rods.ts';
import { equationParts as partsOf42 } from '../../../problems/paper/example42/example42.ts';
import { particlesEvidence as particlesOf42 } from '../../../problems/paper/example42/particles.ts';
import { schemeEvidence } from '../../../problems/paper/example42/schemes.ts';
import { setting as ofDisks } from '../../../problems/paper/example42/setting.ts';
import { equationParts as partsOf43 } from '../../../problems/paper/example43/example43.ts';
import { setting as ofYukawa } from '../../../problems/paper/example43/setting.ts';
import { evolutionEvidence } from '../../../problems/paper/example44/evolution.ts';
import { cut } from '../../../problems/paper/example44/figures.ts';
import { overDistances } from '../../../problems/paper/example44/overDistances.ts';
import {
  flows as flowsOf44,
  model as modelOf44,
  coefficient as ofPowerLaw,
  initialDensity as ringOn,
  volcano,
} from '../../../problems/paper/example44/setting.ts';

function checksOf(
  problem: Problem,
  parts: readonly Part[],
  cells: readonly number[],
  given: Record<string, number> = {},
): Check[] {
  const context: VerifyContext = {
    ...{ parameters: parametersOf(problem, given), cells, seed: 1, full: false },
    progress: () => undefined,
  };
  return [...inParts(parts)(context)].flatMap((e: Evidence) => (e.kind === 'check' ? [e.check] : []));
}

test('the examples are among the built-in problems, the paper’s first', () => {
  expect(problems.slice(0, 4)).toEqual([example41, example42, example43, example44]);
});

describe('settings', () => {
  const paper = { particles: 1000, epsilon: 0.01 };

  test('coefficients are those that the paper prints', () => {
    expect(coefficientOf(ofDisks, paper)).toBeCloseTo(0.314, 3);
    expect(coefficientOf(ofYukawa, paper)).toBeCloseTo(0.392, 3);
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
    const [well, volcano] = [-1, 1].map((sign) => ofYukawa.potential({ sign }));
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
  const curvature = (p: number): number =>
    1 / p + coefficientOf(ofYukawa, { particles: 1000, epsilon: 0.01 });

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

describe('4.4', () => {
  const paper = { particles: 1000, epsilon: 0.01 };

  test('its numbers are those that the paper prints', () => {
    expect(powerLaw(4).excludedVolume(2)).toBeCloseTo(5.568, 3);
    expect(ofPowerLaw(paper)).toBeCloseTo(0.556, 3);
    expect(volcano(0, 0)).toBe(-1);
    const x = Array.from({ length: 101 }, (_, i) => i / 200);
    const rim = x[x.map((at) => volcano(at, 0)).indexOf(Math.max(...x.map((at) => volcano(at, 0))))];
    // dV/dq = 0 at q = 7/18.
    expect(rim).toBeCloseTo(Math.sqrt(Math.log(18 / 7) / 25), 2);
  });

  test('it begins as a ring four times as dense above as below, even in x', () => {
    const { grid, mass, values } = ringOn([50, 50]);
    expect(mass).toBeCloseTo(1, 14);
    const at = (x: number, y: number) =>
      values[Math.floor((x + 0.5) * 50) * grid.strides[0] + Math.floor((y + 0.5) * 50)];
    expect(at(0.01, 0.31) / at(0.01, -0.31)).toBeCloseTo(4, 1);
    expect(at(0.31, 0.21)).toBeCloseTo(at(-0.31, 0.21), 12);
  });

  test('without range nothing interacts', () => {
    const { interacting, linear } = flowsOf44({ ...paper, epsilon: 0 }, [8, 8]);
    expect(interacting).toBe(linear);
  });

  test('a cut is the mean of the columns beside x = 0', () => {
    const on = grid(
      [
        [-0.5, 0.5],
        [-0.5, 0.5],
      ],
      [4, 3],
    );
    expect([...cut(density(on, [1, 1, 1, 2, 3, 4, 4, 5, 6, 1, 1, 1]))]).toEqual([3, 4, 5]);
  });
});

describe('particles of the examples', () => {
  test('quick ones exclude as much but for one pair partner', () => {
    const { particles, epsilon } = quickly({ particles: 1000, epsilon: 0.01 }, false);
    expect(particles * epsilon ** 2).toBeCloseTo(1000 * 0.01 ** 2, 12);
  });

  test('disks of the same α_u begin with the second virial coefficient of the soft ones', () => {
    const all = equationsOf(modelOf(ofYukawa, { particles: 1000, epsilon: 0.01, sign: -1 }));
    expect(all.map(({ label }) => label)).toEqual([
      'no interaction',
      '(1.7), second virial',
      'disks of the same α_u, scaled particle',
      'third virial',
      'hypernetted chain',
    ]);
    expect(equationsOf(modelOf(ofYukawa, { particles: 3000, epsilon: 0.01, sign: -1 }))).toHaveLength(4);
    const [ideal, paper, disks] = all.map(({ energy }) => energy.on(grid([[-0.5, 0.5]], [4])));
    const p = new Float64Array(4).fill(1e-3);
    const rise = (e: typeof paper): number => e.value(p) - ideal.value(p);
    expect(rise(disks) / rise(paper)).toBeCloseTo(1, 3);
  });

  test('the tail over distances is that of far pairs, and nothing but what is beyond the walls where all is uniform', () => {
    const soft = modelOf44({ particles: 1000, epsilon: 0.01 });
    const second = 999 * 1e-4 * soft.pair.excludedVolume(2);
    for (const cells of [51, 101]) {
      const on = grid(
        [
          [-0.5, 0.5],
          [-0.5, 0.5],
        ],
        [cells, cells],
      );
      const tail = overDistances(soft, on).on(on);
      const first = new Float64Array(cells * cells);
      tail.firstVariation(first, new Float64Array(cells * cells).fill(1));
      // In the middle −(N − 1) ∫ (1 − e^{−u}) dx beyond the walls, ε⁴ 4 (π/2 + 1) as u is small there: 1e-4 of what is left of α_u otherwise.
      const beyond = 999 * 1e-8 * 4 * (Math.PI / 2 + 1);
      expect(Math.abs(first[(cells * cells - 1) / 2] + beyond)).toBeLessThan(5e-4 * second);

      const [one, other, both] = [[10], [40], [10, 40]].map((rows) => {
        const p = new Float64Array(cells * cells);
        for (const row of rows) p[row * cells + 20] = 0.5 * cells * cells;
        return tail.value(p);
      });
      const r = 30 / cells;
      expect((both - one - other) / (0.25 * 999 * -Math.expm1(-((0.01 / r) ** 4)))).toBeCloseTo(1, 6);
    }
  });

  test('moments of a uniform density', () => {
    const on = grid([[-0.5, 0.5]], [4]);
    const { mean, meanSquare } = momentsOf(density(on, [1, 1, 1, 1]), 0);
    expect(mean).toBeCloseTo(0, 15);
    expect(meanSquare).toBeCloseTo(1 / 12, 15);
  });

  test('disks that would take for ever are left out, and said so', () => {
    const parameters = { particles: 1000, epsilon: 1e-9, stiffness: 5 };
    const context = { parameters, cells: [40], seed: 1, full: false, progress: () => undefined };
    expect([...particlesOf42(context)]).toEqual([
      { kind: 'note', note: expect.stringMatching(/not followed: 10 realisations of 250 of ε = 2e-9/) },
    ]);
    expect([...schemeEvidence(context)]).toEqual([]);
  });

  test('few disks follow the equations, and are drawn with their errors', () => {
    const parameters = { particles: 40, epsilon: 0.01, stiffness: 5 };
    const context = { parameters, cells: [40], seed: 1, full: true, progress: () => undefined };
    const own = { early: [], realisations: { moving: 20, atRest: 40 }, sampler: {} };
    const study = lineStudy({ ...ofDisks, times: [0.01] }, own, context);
    const found = [...particleEvidence(() => study)(context)];
    expect(found.flatMap((e) => (e.kind === 'check' && !e.check.pass ? [e.check] : []))).toEqual([]);
    const figures = found.flatMap((e) => (e.kind === 'figure' ? [e.figure] : []));
    expect(figures.map(({ id }) => id)).toEqual([
      'particles',
      'points',
      'particles-at-rest',
      'particles-energy',
    ]);
    for (const { series } of figures)
      for (const { style, error } of series) if (style === 'dots') expect(error?.length).toBeGreaterThan(0);
  });
});

describe('verification', () => {
  test('on two cells, what has few modes and no early rates breaks nothing', () => {
    const parts = [decayEvidence(ofDisks), decayEvidence(ofYukawa)].map((run) => ({ run, share: 0.5 }));
    const given = { stiffness: 5, sign: -1, epsilon: 0.05 };
    const context = { parameters: { particles: 1000, ...given }, cells: [2], seed: 1, full: false };
    const found = [...inParts(parts)({ ...context, progress: () => undefined })];
    expect(found.filter((e) => e.kind === 'check' && !e.check.pass)).toEqual([]);
    expect(found.filter(({ kind }) => kind === 'table')).toHaveLength(4);
  });

  test.each([
    ['4.3', example43, partsOf43, {}, 11],
    ['4.3 as a volcano', example43, partsOf43, { sign: 1 }, 9],
    ['4.2', example42, partsOf42, {}, 13],
  ] as const)('%s holds', (_, problem, parts, given, count) => {
    const checks = checksOf(problem, parts, [100], given);
    expect(checks.filter(({ pass }) => !pass)).toEqual([]);
    expect(checks).toHaveLength(count);
  });

  test.each([
    ['without length', { epsilon: 0 }, [decayEvidence41, rodRateEvidence, rodEvidence], 3],
    ['one alone', { particles: 1 }, [rodEvidence, packingEvidence], 9],
    ['too few and short for closures', { particles: 2, epsilon: 1e-9 }, [rodEvidence, packingEvidence], 9],
  ] as const)('rods of 4.1 hold what can be said of them: %s', (_, given, runs, count) => {
    const parts = runs.map((run) => ({ run, share: 1 }));
    const checks = checksOf(example41, parts, [40], given);
    expect(checks.filter(({ pass }) => !pass)).toEqual([]);
    expect(checks).toHaveLength(count);
  });

  test('paper/4.4 holds on a coarse grid, its slowest rate twice', () => {
    const checks = checksOf(example44, [{ run: evolutionEvidence, share: 1 }], [16, 16]);
    expect(checks.filter(({ pass }) => !pass)).toEqual([]);
    expect(checks).toHaveLength(9);
    const { interacting } = flowsOf44(parametersOf(example44), [16, 16]);
    const { density: rest } = steadyState(interacting.energy, interacting.grid);
    const [first, second, third] = spectrum(interacting, rest).eigenvalues;
    expect(second / first).toBeCloseTo(1, 8);
    expect(third).toBeGreaterThan(1.5 * first);
  });
});
