import { type Check, type Evidence, type Problem, parametersOf } from 'ottoflow';
import { doubleWell, doubleWellProblem, ornsteinUhlenbeck, porousMedium, problems } from 'ottoflow/problems';
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
  expect(checks).toHaveLength(5);
  expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['figure', 'table']));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(Math.max(...fractions)).toBeLessThan(1);
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
