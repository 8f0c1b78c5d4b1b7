import { type Check, type Evidence, type Problem, parametersOf } from 'ottoflow';
import {
  aggregationDiffusion,
  barenblattCube,
  barenblattSquare,
  congestion,
  doubleWell,
  doubleWellProblem,
  heat,
  kellerSegelFlow,
  kellerSegelLine,
  kellerSegelPlane,
  metastability,
  ornsteinUhlenbeck,
  porousMedium,
  porousMediumDrift,
  problems,
  quadraticAggregation,
} from 'ottoflow/problems';
import { expect, test } from 'vitest';

async function evidence(problem: Problem, cells: readonly number[], given: Record<string, number> = {}) {
  const found: Evidence[] = [];
  const fractions: number[] = [];
  const context = {
    parameters: parametersOf(problem, given),
    cells,
    seed: 1,
    full: false,
    progress: (_: string, fraction: number) => void fractions.push(fraction),
  };
  for await (const e of problem.verify?.(context) ?? []) found.push(e);
  return { found, fractions };
}

const checksOf = (found: readonly Evidence[]): Check[] =>
  found.flatMap((e) => (e.kind === 'check' ? [e.check] : []));

test.each([
  [porousMedium, {}],
  [porousMedium, { m: 1.5, confinement: 10 }],
  [ornsteinUhlenbeck, {}],
  [ornsteinUhlenbeck, { confinement: 0 }],
] as const)('$name holds with $1', async (problem, given) => {
  expect(problems).toContain(problem);
  const { found, fractions } = await evidence(problem, [100], given);
  const checks = checksOf(found);
  expect(checks.filter(({ pass }) => !pass)).toEqual([]);
  expect(checks).toHaveLength(6);
  expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['figure', 'table']));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(Math.max(...fractions)).toBeLessThanOrEqual(1);
});

// On few cells, so that they are quick; how many checks there are beside that they hold.
test.each([
  [heat.name, heat, [16, 16], 3, {}],
  [porousMediumDrift.name, porousMediumDrift, [100], 6, {}],
  [porousMediumDrift.name, porousMediumDrift, [100], 6, { m: 1.5, confinement: 10 }],
  [barenblattSquare.name, barenblattSquare, [32, 32], 2, {}],
  [barenblattSquare.name, barenblattSquare, [32, 32], 2, { m: 1.5 }],
  [barenblattCube.name, barenblattCube, [12, 12, 12], 2, {}],
  [quadraticAggregation.name, quadraticAggregation, [100], 8, {}],
  [quadraticAggregation.name, quadraticAggregation, [100], 3, { diffusion: 0 }],
  [aggregationDiffusion.name, aggregationDiffusion, [100], 5, {}],
  [aggregationDiffusion.name, aggregationDiffusion, [100], 5, { m: 3, attraction: 30 }],
  [kellerSegelLine.name, kellerSegelLine, [100], 10, {}],
  [kellerSegelPlane.name, kellerSegelPlane, [32, 32], 7, {}],
  [congestion.name, congestion, [60], 6, {}],
  [metastability.name, metastability, [310], 6, { height: 6 }],
] as const)('%s holds (%#)', async (_, problem, cells, count, given) => {
  expect(problems).toContain(problem);
  const { found, fractions } = await evidence(problem, cells, given);
  const checks = checksOf(found);
  expect(checks.filter(({ pass }) => !pass)).toEqual([]);
  expect(checks).toHaveLength(count);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(Math.max(...fractions)).toBeLessThanOrEqual(1);
});

test('with Keller and Segel, the strength is that of the critical mass', () => {
  // W₁₂ = 2d s log r at a distance: 4 log r at s = 1 in the plane, which is M/(2π) log r at M = 8π.
  const { energy } = kellerSegelFlow(1, [24, 24]);
  const [term] = energy.terms.filter((t) => t.kind === 'interaction');
  expect(term.W(2.5, 1)).toBeCloseTo(4 * Math.log(Math.hypot(2.5, 1)), 5);
});

test.each([porousMedium, ornsteinUhlenbeck])(
  '$name tells when a solver is beside the point',
  async (problem) => {
    // Eight cells cannot follow either flow.
    const checks = checksOf((await evidence(problem, [8])).found);
    expect(checks.some(({ pass }) => !pass)).toBe(true);
  },
);

test('the flows are those of their parameters', () => {
  const { values, grid } = porousMedium.flow(parametersOf(porousMedium, { m: 3 }), [50]).initial;
  // The semicircle of mass 1 and radius 0.4.
  const middle = (2 / (Math.PI * 0.4 ** 2)) * 0.4;
  expect(Math.max(...values)).toBeCloseTo(middle, 2);
  expect(grid.toString()).toBe('[-1, 1] in 50 cells');
  const { energy } = ornsteinUhlenbeck.flow(parametersOf(ornsteinUhlenbeck, { confinement: 0 }), [50]);
  expect(energy.name).toBe('entropy');
});

test('the double well is the benchmark of that name, on a square', () => {
  expect(problems).toContain(doubleWellProblem);
  const { initial, energy } = doubleWellProblem.flow({}, [12, 10]);
  const expected = doubleWell([12, 10]);
  expect(initial.values).toEqual(expected.initial.values);
  expect(energy.name).toBe(expected.energy.name);
});
