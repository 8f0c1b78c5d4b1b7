import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeEnsemble } from 'ottoflow/node';
import { type Ensemble, ensemble } from 'ottoflow/solvers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInWorld } from '../../src/cli/builtInWorld.ts';
import { withError } from '../../src/cli/ensemble/account.ts';
import { rangesOf, realisationsOf, share } from '../../src/cli/ensemble/share.ts';
import { rods } from '../solvers/particles/node/fixture.ts';
import { invoke, jsonLines } from './support/invoke.ts';

test('numbers are shown to the second digit of their error, and whole where there is none', () => {
  expect(withError({ value: 0.123456, standardError: 0.00234 })).toBe('0.1235 ± 0.0023');
  expect(withError({ value: 0.123456, standardError: Infinity })).toBe('0.123456 ± Infinity');
  expect(withError({ value: 2, standardError: 0 })).toBe('2');
});

describe('shares', () => {
  test('are all realisations, each once, and differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 40 }), (whole, of) => {
        fc.pre(of <= whole);
        const all = Array.from({ length: of }, (_, i) => realisationsOf(whole, share(`${i + 1}/${of}`)));
        const list = all.flatMap(({ first, realisations: n }) =>
          Array.from({ length: n }, (_, k) => first + k),
        );
        expect(list).toEqual(Array.from({ length: whole }, (_, r) => r));
        const sizes = all.map(({ realisations }) => realisations);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('are told by ranges', () => {
    expect(rangesOf([0, 1, 2, 7, 9, 10])).toBe('0 to 2, 7, 9 to 10');
    expect(rangesOf([])).toBe('');
  });
});

describe('ottoflow merge', () => {
  let folder: string;
  const model = rods({ particles: 3 });
  const run = (first: number, realisations: number, seed = 1): Ensemble =>
    ensemble(model, { times: [0.01, 0.1], first, realisations, seed });
  const context = { problem: 'rods', parameters: { particles: 3 }, whole: 10 };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
    const files: [string, Ensemble, Partial<typeof context>?][] = [
      ['whole', run(0, 10)],
      ['a', run(0, 4)],
      ['b', run(4, 3)],
      ['c', run(7, 3)],
      ['over', run(2, 4)],
      ['seed', run(4, 6, 2)],
      ['longer', run(4, 6), { whole: 11 }],
      ['parameter', run(4, 6), { parameters: { particles: 4 } }],
    ];
    for (const [name, share, other] of files)
      await writeEnsemble(join(folder, `${name}.npz`), share, { ...context, ...other });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const merge = (words: string): ReturnType<typeof invoke> =>
    invoke(['merge', ...words.replaceAll('@', `${folder}/`).split(' ')]);

  test('makes the bytes of the whole, in any order of shares', async () => {
    const { exitCode, out } = await merge('@c.npz @a.npz @b.npz --out @new/merged.npz --json');
    expect(exitCode).toBe(0);
    const [first, last, summary] = jsonLines(out);
    expect([first.event, last.event]).toEqual(['frame', 'frame']);
    expect(first).toMatchObject({ time: 0.01, freeEnergy: null, overlaps: 0 });
    expect(summary).toMatchObject({ event: 'summary', whole: 10, realisations: 10, missing: [] });
    const bytes = (name: string): Buffer => readFileSync(join(folder, name));
    expect(bytes('new/merged.npz').equals(bytes('whole.npz'))).toBe(true);
  });

  test('with --partial does without what is missing', async () => {
    const { exitCode, out } = await merge('@c.npz @a.npz --out @partial.npz --partial --json');
    expect(exitCode).toBe(0);
    expect(jsonLines(out).at(-1)).toMatchObject({ realisations: 7, missing: [4, 5, 6] });
    expect((await merge('@partial.npz @b.npz --out @all.npz --quiet')).exitCode).toBe(0);
  });

  test.each([
    ['@a.npz @b.npz', 'all 10 realisations, or --partial: 7 to 9 are missing'],
    [
      '@a.npz @over.npz @c.npz',
      'realisations in @over.npz is "2 to 3"; allowed: those that are not in @a.npz already',
    ],
    ['@a.npz @seed.npz', 'seed in @seed.npz is "2"; allowed: 1, as in @a.npz'],
    ['@a.npz @longer.npz', 'realisations in @longer.npz is "11"; allowed: 10, as in @a.npz'],
    ['@a.npz @parameter.npz', 'parameter particles in @parameter.npz is "4"; allowed: 3, as in @a.npz'],
  ])('refuses %s', async (files, says) => {
    const { exitCode, err, out } = await merge(`${files} --out @none.npz`);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toContain(says.replaceAll('@', `${folder}/`));
  });
});

test('rejection has to be asked for twice', async () => {
  const words =
    'ensemble paper/4.2 --scheme rejection --set particles=9 --set epsilon=0.02 --realisations 2 --times 0,1e-4 --cells 10';
  const once = await invoke(words.split(' '), { world: builtInWorld });
  expect(once.exitCode).toBe(2);
  expect(once.err).toContain('say steadyStateOnly: true');
  const twice = await invoke(`${words} --set steadyStateOnly=true --json`.split(' '), {
    world: builtInWorld,
  });
  expect(twice.exitCode).toBe(0);
  expect(jsonLines(twice.out).at(-1)).toMatchObject({ event: 'summary', method: 'rejection' });
});
