import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invoke, jsonLines } from './support/invoke.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ottoflow compare', () => {
  test('runs every solver that suits the problem, and says how far they are apart', async () => {
    const { exitCode, out, err } = await invoke(['compare', 'test/slab', '--json', '--out', folder]);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    const events = jsonLines(out);
    expect(events.map((e) => e.event)).toEqual(['start', 'run', 'run', 'distance', 'summary']);
    expect(events[0].solvers).toEqual(['relaxation/exact', 'relaxation/again']);
    expect(events[1]).toMatchObject({
      solver: 'relaxation/exact',
      steps: 4,
      time: 1,
      settings: { timeStep: 0.25 },
    });
    // One and the same method under two names: no distance at all.
    const between = ['relaxation/exact', 'relaxation/again'];
    expect(events[3]).toEqual({
      event: 'distance',
      between,
      times: [0.5, 1],
      l1: [0, 0],
      wasserstein: [0, 0],
    });
    expect(readdirSync(folder).sort()).toEqual([
      'evidence.json',
      'index.html',
      'test-slab-densities.svg',
      'test-slab-energy.svg',
    ]);
  });

  test('prints the table of runs and the table of distances', async () => {
    const { out } = await invoke(['compare', 'test/slab']);
    expect(out).toMatch(/solver +steps +energy +above steady state/);
    expect(out.match(/relaxation\/exact – relaxation\/again +0 +0/g)).toHaveLength(2);
    expect(out).toContain('W₂ distances');
  });

  test('over levels, says how fast they come together', async () => {
    const { exitCode, out, err } = await invoke([
      'compare',
      'test/slab',
      '--levels',
      '2',
      '--json',
      '--out',
      folder,
    ]);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    const events = jsonLines(out);
    expect(events.map((e) => e.event)).toEqual(['start', 'level', 'level', 'agreement', 'summary']);
    expect(events[2]).toMatchObject({ timeStep: 0.125, costs: [{ steps: 8 }, { steps: 8 }] });
    expect(events[3]).toMatchObject({
      between: ['relaxation/exact', 'relaxation/again'],
      orders: { l1: null },
    });
    expect(readdirSync(folder).sort()).toEqual(['evidence.json', 'index.html']);
    const both = await invoke(['compare', 'test/slab', '--levels', '2', '--save-at', '0.5']);
    expect(both).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--save-at is [0.5]; allowed: nothing'),
    });
  });

  test('a run that does not come to its end makes it fail', async () => {
    const { exitCode, err } = await invoke(['compare', 'test/slab', '--set', 'failAt=2', '--quiet']);
    expect({ exitCode, err }).toEqual({
      exitCode: 1,
      err: 'ottoflow: not every run came to its end; try a smaller --time-step\n',
    });
  });
});

describe('ottoflow list and info', () => {
  test('list names problems with their sources, and solvers with their methods', async () => {
    const { exitCode, out } = await invoke(['list']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/test\/slab +A slab +nobody/);
    expect(out).toMatch(/relaxation +exact, again +exponentially to the mean/);
    const events = jsonLines((await invoke(['list', '--json'])).out);
    expect(events[0]).toEqual({ event: 'problem', name: 'test/slab', title: 'A slab', source: 'nobody' });
    expect(events[events.length - 1]).toEqual({ event: 'summary', problems: 3, solvers: 2 });
  });

  test('info tells parameters with ranges, the energy, and the defaults', async () => {
    const { out } = await invoke(['info', 'test/slab']);
    expect(out).toContain('Mass in a slab.');
    expect(out).toMatch(/width +0\.2 +\[0\.01, 1\] +of the slab/);
    expect(out).toMatch(/energy +entropy \(local, convex, 0-convex along geodesics\)/);
    expect(out).toMatch(/until +1\n/);
    const [summary] = jsonLines((await invoke(['info', 'test/slab', '--json'])).out);
    expect(summary).toMatchObject({ event: 'summary', name: 'test/slab', verifies: true, model: null });
  });

  test('no words at all, --help and --version are no errors', async () => {
    expect(await invoke([])).toMatchObject({
      exitCode: 0,
      err: '',
      out: expect.stringContaining('Usage: ottoflow'),
    });
    expect(await invoke(['run', '--help'])).toMatchObject({
      exitCode: 0,
      err: '',
      out: expect.stringContaining('--save-at'),
    });
    expect(await invoke(['--version'])).toEqual({ exitCode: 0, err: '', out: '1.2.3\n' });
  });
});
