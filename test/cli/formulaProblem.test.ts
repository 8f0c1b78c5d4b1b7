import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtInWorld } from '../../src/cli/builtInWorld.ts';
import { loadProblemModule } from '../../src/cli/modules/problemModule.ts';
import { energyOf } from '../../src/expressions/index.ts';
import { coarseGrain, powerLaw, yukawa } from '../../src/index.ts';
import { invoke } from './support/invoke.ts';

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

const rods = {
  bounds: [[0, 1]],
  energy: { V: '2 x', convexity: 0 },
  particles: { number: 'N', epsilon: '0.2/N', pair: 'hardSphere', closure: 'tonks' },
  initial: '1 + 0.5 cos(pi x)',
  parameters: { N: { default: 20, description: 'number of rods', range: [2, 100] } },
  defaults: { cells: [10], until: 0.1 },
};

test('particles give the model, and with a closure the energy, of which V is part', async () => {
  const { flow, model } = await loadProblemModule(written(rods));
  const made = model?.({ N: 40 });
  expect(made).toMatchObject({ particles: 40, epsilon: 0.005, pair: { name: 'hardSphere' } });
  expect(made?.external?.(0.25)).toBe(0.5);
  if (made === undefined || made === null) throw new Error('no model');
  const { energy, discrete, initial } = flow({ N: 40 }, [10]);
  const same = coarseGrain(made, { closure: 'tonks' }).on(initial.grid);
  expect(discrete.value(initial.values)).toBeCloseTo(same.value(initial.values), 14);
  expect(energy.capabilities.displacementConvexity(1)).toBe(0);
});

test.each<[string, object, number]>([
  ['yukawa', { name: 'yukawa', amplitude: 2 }, yukawa(2).excludedVolume(1)],
  ['a power law', { name: 'powerLaw', exponent: 'N/5' }, powerLaw(4).excludedVolume(1)],
  ['a formula, with its force', { u: '2 exp(-r)/r' }, yukawa(2).excludedVolume(1)],
])('%s', async (_, pair, alpha) => {
  const { model, flow } = await loadProblemModule(
    written({ ...rods, particles: { number: 20, epsilon: 0.01, pair }, energy: { U: 'p log(p)' } }),
  );
  const made = model?.({ N: 20 });
  if (made === undefined || made === null) throw new Error('no model');
  expect(made.pair.excludedVolume(1)).toBeCloseTo(alpha, 8);
  const slope = (made.pair.u(0.7 + 1e-6) - made.pair.u(0.7 - 1e-6)) / 2e-6;
  expect(made.pair.force?.(0.7)).toBeCloseTo(-slope, 4);
  // U of the file is the energy, whatever the particles do.
  expect(flow({ N: 20 }, [10]).energy.terms).toHaveLength(1);
});

test('run and ensemble sample them', async () => {
  const file = written(rods);
  for (const words of [
    ['compare', file, '--with', 'finite-volume/implicit,particles/auto', '--realisations', '5'],
    ['ensemble', file, '--realisations', '4', '--threads', '1'],
  ]) {
    const { exitCode, out } = await invoke(words, { world: builtInWorld });
    expect(exitCode).toBe(0);
    expect(out).toContain('particles/rods');
  }
});

test.each<[string, unknown, string]>([
  [
    'a potential misspelt',
    { pair: 'hardSpheres' },
    'no pair potential is called "hardSpheres"; did you mean hardSphere',
  ],
  ['a closure misspelt', { closure: 'tonk' }, 'did you mean tonks'],
  ['a name that is no parameter', { number: 'M' }, 'no variable or constant is called "M"'],
  ['half a particle', { number: 'N/40' }, 'particles is 0.5; allowed: an integer ≥ 1'],
  ['too many', { epsilon: 0.25 }, 'at most 5 hard particles'],
  ['no potential', { pair: {} }, 'allowed: a name, or u as a formula of r'],
  [
    'two at once',
    { pair: { u: '1/r^4', amplitude: 2 } },
    'particles.pair.amplitude is 2; allowed: nothing but u, hardCore, cutoff',
  ],
  ['a power law of nothing', { pair: { name: 'powerLaw' } }, 'particles.pair.exponent is undefined'],
  ['a list', { number: [1] }, 'allowed: a number, or a formula of the parameters as text'],
])('of particles, %s is told', async (_, wrong, message) => {
  const particles = { number: 20, epsilon: 0.01, pair: 'hardSphere', ...(wrong as object) };
  const load = async () => {
    const problem = await loadProblemModule(written({ ...rods, particles }));
    problem.flow({ N: 20 }, [10]);
    problem.model?.({ N: 20 });
  };
  await expect(load()).rejects.toThrow(message);
});

test.each<[string, object, string]>([
  [
    'no energy and no particles',
    { particles: undefined, energy: undefined },
    'allowed: U, V or W, where there are no particles',
  ],
  ['another mass', { mass: 2 }, 'allowed: 1 where there are particles'],
  ['an energy twice', { energy: { U: 'p log(p)' } }, 'allowed: a closure, or U and W of your own, not both'],
])('beside particles, %s is told', async (_, wrong, message) => {
  await expect(loadProblemModule(written({ ...rods, ...wrong }))).rejects.toThrow(message);
});
