import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readResult } from '../../src/node/readResult.ts';
import { invoke, jsonLines } from './support/invoke.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ottoflow run', () => {
  test('writes a result with everything that was asked for', async () => {
    const out = join(folder, 'deep', 'out');
    const options = [
      '--cells',
      '10',
      '--time-step',
      '0.1',
      '--until',
      '0.5',
      '--save-at',
      '0,0.2',
      '--set',
      'width=0.4',
    ];
    const { exitCode, err } = await invoke([
      'run',
      'test/slab',
      '--solver',
      'relaxation',
      ...options,
      '--out',
      out,
    ]);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(readdirSync(out).sort()).toEqual(['fields.npz', 'result.json', 'steps.csv']);
    const result = await readResult(join(out, 'result.json'));
    expect(result).toMatchObject({
      problem: 'test/slab',
      solver: 'relaxation',
      method: 'exact',
      settings: { timeStep: 0.1, failAt: 0 },
      parameters: { width: 0.4 },
      grid: { bounds: [[0, 1]], cells: [10] },
      steady: { energy: 0, density: new Array(10).fill(1) },
    });
    expect(result.snapshots.map((s) => s.time)).toEqual([0, 0.2, 0.5]);
    // p(t) = 1 + (p(0) − 1) e^{−t}, with p(0) = 2.5 in the slab.
    expect(result.snapshots[2].density[0]).toBeCloseTo(1 + 1.5 * Math.exp(-0.5), 12);
    expect(result.times).toHaveLength(6);
  });

  test('what is not asked for is the default of the problem, and nothing is written without --out', async () => {
    const { exitCode, out } = await invoke(['run', 'test/slab', '--json']);
    expect(exitCode).toBe(0);
    const [start, ...events] = jsonLines(out);
    expect(start).toMatchObject({
      event: 'start',
      solver: 'relaxation',
      method: 'exact',
      cells: [20],
      until: 1,
    });
    expect(events.slice(0, -1).map((e) => [e.event, e.time])).toEqual(
      [0.25, 0.5, 0.75, 1].map((t) => ['step', t]),
    );
    expect(events[events.length - 1]).toMatchObject({
      event: 'summary',
      steps: 4,
      complete: true,
      files: [],
    });
  });

  test('every line of --json is an object, the last one the summary with the files', async () => {
    const { out } = await invoke(['run', 'test/slab', '--json', '--out', folder]);
    const events = jsonLines(out);
    const files = ['steps.csv', 'fields.npz', 'result.json'].map((name) => join(folder, name));
    expect(events[events.length - 1]).toMatchObject({
      event: 'summary',
      files,
      stepsNotConverged: 0,
      largestGap: null,
    });
  });

  test('--quiet says nothing at all', async () => {
    const { exitCode, out, err } = await invoke(['run', 'test/slab', '--quiet', '--out', folder]);
    expect({ exitCode, out, err }).toEqual({ exitCode: 0, out: '', err: '' });
    expect(existsSync(join(folder, 'result.json'))).toBe(true);
  });

  test('for people it says what was run, what came out and where it went', async () => {
    const { out } = await invoke(['run', 'test/slab', '--method', 'again', '--out', folder]);
    expect(out).toContain('test/slab by relaxation/again on [0, 1] in 20 cells');
    expect(out).toMatch(/steps {3}4 to t = 1 in/);
    expect(out).toMatch(/mass {4}1, kept to/);
    expect(out).toContain(join(folder, 'result.json'));
  });

  test('one number of cells stands for every axis', async () => {
    const { out } = await invoke(['run', 'test/square', '--cells', '3', '--json']);
    expect(jsonLines(out)[0]).toMatchObject({ cells: [3, 3] });
  });

  test('a step that fails ends the run with exit code 1, and what there is is written', async () => {
    const words = ['run', 'test/slab', '--set', 'failAt=2', '--quiet', '--out', folder];
    const { exitCode, err } = await invoke(words);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^ottoflow: step 2, to t = 0.5, failed/);
    expect((await readResult(join(folder, 'result.json'))).times).toEqual([0, 0.25, 0.5]);
  });

  test('interrupted, it ends with exit code 130 and leaves no file and no folder', async () => {
    const words = ['run', 'test/slab', '--time-step', '1e-7', '--json', '--out', join(folder, 'new')];
    const { exitCode, err } = await invoke(words, { interruptAt: 5 });
    expect({ exitCode, err }).toEqual({ exitCode: 130, err: '' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a seed is let pass by a solver that draws no numbers', async () => {
    expect((await invoke(['run', 'test/slab', '--seed', '7', '--quiet'])).exitCode).toBe(0);
  });
});
