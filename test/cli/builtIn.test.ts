import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parametersOf } from 'ottoflow';
import { readEnsemble } from 'ottoflow/node';
import { example42, problems } from 'ottoflow/problems';
import { ensemble, freeEnergyEstimate } from 'ottoflow/solvers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtInWorld } from '../../src/cli/builtInWorld.ts';
import { readResult } from '../../src/node/readResult.ts';
import { invoke, jsonLines } from './support/invoke.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const world = builtInWorld;
const all = world.solvers.flatMap(({ name, methods: of }) => of.map((method) => [name, method] as const));
/** Samplers that do not take the rods of 4.1, and what they say. */
const refusing: Readonly<Record<string, RegExp>> = {
  soft: /hardSphere has a hard core/,
  rejection: /right at rest only: choose "events"/,
};
const methods = all.filter(([, method]) => !(method in refusing));
/** Rods by steps would take minutes at their own sub-step. */
const quick: Readonly<Record<string, readonly string[]>> = {
  events: ['--set', 'substep=1e-5', '--realisations', '4'],
  mirror: ['--set', 'substep=1e-5', '--realisations', '4'],
};
const small = ['--cells', '40', '--time-step', '2e-3', '--until', '0.01', '--save-at', '0.004'];

describe('the built-in problems and solvers', () => {
  test.each(Object.entries(refusing))('paper/4.1 by particles/%s is refused', async (method, why) => {
    const words = ['run', 'paper/4.1', '--solver', 'particles', '--method', method, ...small, '--quiet'];
    const { exitCode, err } = await invoke(words, { world });
    expect(exitCode).toBe(2);
    expect(err).toMatch(why);
  });

  test.each(methods)('paper/4.1 by %s/%s', async (solver, method) => {
    const words = [
      'run',
      'paper/4.1',
      '--solver',
      solver,
      '--method',
      method,
      ...small,
      ...(quick[method] ?? []),
      '--quiet',
      '--out',
      folder,
    ];
    const { exitCode, err } = await invoke(words, { world });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    const result = await readResult(join(folder, 'result.json'));
    expect(result).toMatchObject({
      problem: 'paper/4.1',
      solver,
      // Left to the model, which is of rods.
      method: method === 'auto' ? 'rods' : method,
      grid: { cells: [40] },
    });
    expect(result.snapshots.map((s) => s.time)).toEqual([0.004, 0.01]);
    for (const m of result.mass) expect(m).toBeCloseTo(1, 12);
    // The minimum of the energy at this mass, which every solver approaches from above.
    const rest = result.steady?.energy ?? Number.NaN;
    for (const e of result.energy) expect(e).toBeGreaterThan(rest);
  });

  test('flux and order are settings of implicit finite volumes like any other', async () => {
    const words = ['run', 'paper/4.1', '--solver', 'finite-volume', ...small, '--quiet', '--out', folder];
    const flux = ['--set', 'flux=scharfetterGummel', '--set', 'order=2'];
    const { exitCode, err } = await invoke([...words, ...flux], { world });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    const { settings } = await readResult(join(folder, 'result.json'));
    expect(settings).toEqual({ timeStep: 2e-3, flux: 'scharfetterGummel', order: 2, adaptive: false });
    const both = await invoke([...words, ...flux, '--face-mean', 'harmonic'], { world });
    expect(both.err).toMatch(/"scharfetterGummel".*only "central"/);
  });

  test('what the solvers say of themselves is where a result says it is', async () => {
    await invoke(['run', 'paper/4.1', ...small, '--quiet', '--out', folder], { world });
    const jko = await readResult(join(folder, 'result.json'));
    expect(jko.gap?.slice(1).every((g) => g !== null && g <= 1e-9)).toBe(true);
    for (let k = 1; k < jko.times.length; k++) {
      const cost = (jko.transport?.[k] ?? Number.NaN) ** 2 / (2 * (jko.times[k] - jko.times[k - 1]));
      expect((jko.energy[k] ?? Number.NaN) + cost).toBeLessThanOrEqual(jko.energy[k - 1] ?? Number.NaN);
    }
    await invoke(['run', 'paper/4.1', '--solver', 'finite-volume', ...small, '--quiet', '--out', folder], {
      world,
    });
    const volumes = await readResult(join(folder, 'result.json'));
    expect([volumes.gap, volumes.transport]).toEqual([null, null]);
    expect(volumes.dissipation?.slice(1).every((d) => d !== null && d > 0)).toBe(true);
  });

  test('a seed makes the particles, and the same seed the same particles', async () => {
    const run = async (seed: string): Promise<string> => {
      const words = [
        'run',
        'paper/4.1',
        '--solver',
        'particles',
        '--realisations',
        '3',
        '--seed',
        seed,
        ...small,
      ];
      await invoke([...words, '--quiet', '--out', folder], { world });
      return JSON.stringify((await readResult(join(folder, 'result.json'))).snapshots);
    };
    const [one, two, again] = [await run('1'), await run('2'), await run('1')];
    expect(again).toBe(one);
    expect(two).not.toBe(one);
  });

  test('compare runs one method of every family and the explicit scheme beside the implicit one', async () => {
    const { exitCode, out } = await invoke(['compare', 'paper/4.1', ...small, '--json'], { world });
    expect(exitCode).toBe(0);
    const [start, ...events] = jsonLines(out);
    expect(start.solvers).toEqual([
      'jko/newton',
      'finite-volume/implicit',
      'finite-volume/explicit',
      'particles/rods',
    ]);
    expect(events.filter((e) => e.event === 'distance')).toHaveLength(6);
  });

  test('compare leaves out, unasked, particles that take hours', async () => {
    const words = [
      'compare',
      'paper/4.3',
      '--cells',
      '20',
      '--time-step',
      '0.01',
      '--until',
      '0.02',
      '--json',
    ];
    const { exitCode, out, err } = await invoke(words, { world });
    expect(exitCode).toBe(0);
    // 0.02 of (0.15 ε)²/4 each.
    expect(err).toMatch(/left out particles\/auto: 100 realisations of 1000 particles in 35556 sub-steps/);
    expect(jsonLines(out)[0].solvers).not.toContain('particles/soft');
  });

  test('info says in which box particles are of which the grid has one axis', async () => {
    const { out } = await invoke(['info', 'paper/4.2'], { world });
    expect(out).toMatch(
      /1000 particles .*, in \[-0\.5, 0\.5\] × \[-0\.5, 0\.5\], of which the grid has the first axis/,
    );
  });

  test.each(problems.map((p) => [p.name]))('info tells what %s is', async (name) => {
    const { exitCode, out } = await invoke(['info', name], { world });
    expect(exitCode).toBe(0);
    expect(out).toContain(name);
  });

  const wrong: [string, RegExp][] = [
    ['--face-mean geometrical', /no face mean is called "geometrical"; did you mean geometric/],
    ['--set innerIntervals=0', /innerIntervals is 0; allowed: an integer in \[1, 64\]/],
    ['--set tolerence=1e-8', /"tolerence"; did you mean tolerance/],
    ['--set particles=0', /particles is 0/],
    ['--method quantil', /no method of jko is called "quantil"; did you mean quantile/],
    ['--cells 40,40', /--cells is "40,40"; allowed: one number, or one per axis \(1\)/],
  ];
  test.each(wrong)('run paper/4.1 %s is refused', async (words, says) => {
    const { exitCode, out, err } = await invoke(['run', 'paper/4.1', ...words.split(' ')], { world });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(says);
  });
});

describe('flows on a line with particles in the plane', () => {
  const few = ['--set', 'particles=30', '--set', 'epsilon=0.04', '--seed', '5'];

  test.each(['paper/4.2', 'paper/4.3'])('%s is followed by particles', async (name) => {
    const words = ['run', name, '--solver', 'particles', '--realisations', '2', ...few, ...small];
    const { exitCode, err } = await invoke([...words, '--quiet', '--out', folder], { world });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    const { grid, mass } = await readResult(join(folder, 'result.json'));
    expect(grid).toEqual({ bounds: [[-0.5, 0.5]], cells: [40] });
    for (const m of mass) expect(m).toBeCloseTo(1, 12);
  });

  test('an ensemble of them is that of the model along the line, and has the energy of the flow', async () => {
    const [file, merged] = ['one.npz', 'merged.npz'].map((name) => join(folder, name));
    const words = [
      'ensemble',
      'paper/4.2',
      ...few,
      '--times',
      '0.001',
      '--realisations',
      '3',
      '--cells',
      '10',
    ];
    const sampled = await invoke([...words, '--threads', '1', '--out', file, '--quiet'], { world });
    expect(sampled).toMatchObject({ exitCode: 0, err: '' });
    const { out } = await invoke(['merge', file, '--out', merged, '--json'], { world });
    const parameters = parametersOf(example42, { particles: 30, epsilon: 0.04 });
    const model = example42.model?.(parameters);
    if (!model) throw new Error('no model');
    const { grid, energy } = example42.flow(parameters, [10]);
    const expected = ensemble(model, { times: [0.001], realisations: 3, seed: 5, grid });
    expect((await readEnsemble(merged)).ensemble).toEqual(expected);
    const { value, standardError } = freeEnergyEstimate(energy, expected, 0);
    expect(jsonLines(out)[0]).toMatchObject({ freeEnergy: { value, standardError } });
  });
});

describe.each(['paper/4.1', 'paper/4.2', 'paper/4.3', 'paper/4.4'])('%s without interaction', (name) => {
  const none = [name, '--set', 'epsilon=0', '--until', '0.001', '--cells', '10', '--quiet'];

  test('is followed as a flow', async () => {
    expect(await invoke(['run', ...none], { world })).toMatchObject({ exitCode: 0, err: '' });
  });

  test('has no particles', async () => {
    const run = await invoke(['run', ...none, '--solver', 'particles'], { world });
    expect([run.exitCode, run.err]).toEqual([2, expect.stringMatching(/this problem has none, or none for/)]);
    const many = await invoke(['ensemble', name, '--set', 'epsilon=0'], { world });
    expect(many.err).toContain(`ensemble needs a particle model; ${name} has none for these parameters`);
  });
});
