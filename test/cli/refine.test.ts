import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtInWorld } from '../../src/cli/builtInWorld.ts';
import { invoke, jsonLines } from './support/invoke.ts';
import { testWorld } from './support/world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const world = { ...testWorld, solvers: builtInWorld.solvers };
const implicit = [
  'refine',
  'test/slab',
  '--solver',
  'finite-volume',
  '--until',
  '0.2',
  '--time-step',
  '0.02',
];

describe('ottoflow refine', () => {
  test('measures the order of a solver in time, and says what each level cost', async () => {
    const { exitCode, out, err } = await invoke([...implicit, '--json', '--out', folder], { world });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    const [start, ...levels] = jsonLines(out);
    const summary = levels.pop();
    expect(start).toMatchObject({
      event: 'start',
      solver: 'finite-volume',
      method: 'implicit',
      in: 'time',
      levels: 4,
    });
    expect(levels.map(({ event, timeStep, steps }) => ({ event, timeStep, steps }))).toEqual(
      [10, 20, 40, 80].map((steps) => ({ event: 'level', timeStep: 0.2 / steps, steps })),
    );
    expect(levels.map(({ error }) => error === null)).toEqual([false, false, false, true]);
    expect(levels.map(({ order }) => order === null)).toEqual([true, false, false, true]);
    expect(summary).toMatchObject({
      event: 'summary',
      against: 'the next finer level',
      report: join(folder, 'index.html'),
    });
    expect(Math.abs(Number(summary?.order) - 1)).toBeLessThan(0.15);
    expect(readdirSync(folder).sort()).toEqual(['evidence.json', 'index.html', 'test-slab-refinement.svg']);
  });

  test('prints a table, and compares with another solver', async () => {
    const words = [...implicit, '--reference', 'jko/newton', '--levels', '2', '--face-mean', 'logarithmic'];
    const { exitCode, out } = await invoke(words, { world });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/cells +time step +L¹ distance +order +steps +iterations +seconds\n +20 +0\.02 /);
    expect(out).toMatch(
      /against jko\/newton, 20 cells, time step 0\.0025\. Order by least squares: \d\.\d+\./,
    );
  });

  test('refines in space, and in another distance', async () => {
    const words = [...implicit, '--in', 'space', '--levels', '3', '--error', 'wasserstein'];
    const events = jsonLines((await invoke([...words, '--json'], { world })).out);
    expect(events.slice(1, 4).map(({ cells, timeStep }) => ({ cells, timeStep }))).toEqual(
      [20, 40, 80].map((n) => ({ cells: [n], timeStep: 0.02 })),
    );
    expect(Math.abs(Number(events[4].order) - 2)).toBeLessThan(0.2);
  });

  test('writes the same report twice', async () => {
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    for (const out of [a, b])
      await invoke([...implicit, '--levels', '3', '--quiet', '--out', out], { world });
    for (const name of readdirSync(a))
      expect(readFileSync(join(a, name), 'utf8')).toBe(readFileSync(join(b, name), 'utf8'));
  });

  test('a level that does not come to its end makes it fail, and says which', async () => {
    const { exitCode, err } = await invoke(['refine', 'test/slab', '--set', 'failAt=9', '--quiet']);
    expect(exitCode).toBe(1);
    expect(err).toMatch(
      /^ottoflow: the level of 20 cells, time step 0\.0625 did not come to its end: step 9 of /,
    );
  });
});
