import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadProblemModule } from '../../src/cli/modules/problemModule.ts';
import { energyOf } from '../../src/expressions/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const flory = {
  bounds: [[-1, 1]],
  energy: { U: 'p log(p)/N + (1 - p) log(1 - p)', V: '3 x^2', domain: [0, 1] },
  initial: '1 + 0.5 cos(pi x)',
  mass: 0.6,
  parameters: { N: { default: 2, description: 'length of chains', range: [1, 100] } },
  defaults: { cells: [20], until: 0.1 },
};

function written(contents: unknown): string {
  const file = join(folder, 'flory.json');
  writeFileSync(file, typeof contents === 'string' ? contents : JSON.stringify(contents));
  return file;
}

test('a .json file of formulas is a problem, whose parameters are constants', async () => {
  const problem = await loadProblemModule(written(flory));
  expect(problem.name).toBe('flory');
  const flow = problem.flow({ N: 5 }, [20]);
  expect(flow.initial.mass).toBeCloseTo(0.6, 12);
  const same = energyOf({ U: 'p log(p)/5 + (1 - p) log(1 - p)', V: '3 x^2', domain: [0, 1] });
  const { values } = flow.initial;
  expect(flow.discrete.value(values)).toBeCloseTo(same.on(flow.grid).value(values), 14);
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'JSON'],
  ['a field misspelt', { ...flory, bonds: 1 }, 'bonds'],
  ['a formula that is a number', { ...flory, energy: { U: 3 } }, 'energy.U'],
  ['no grid', { ...flory, bounds: undefined }, 'bounds'],
])('%s is told', async (_, contents, message) => {
  await expect(loadProblemModule(written(contents))).rejects.toThrow(message);
});
