import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Benchmark, secondsPerCall } from './support/benchmark.ts';
import { discover } from './support/discover.ts';
import { measure, median, selected } from './support/measure.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the bench harness', () => {
  test('medians', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
  });

  test('prepares once, leaves the first repetition out, and takes the median of each metric by itself', async () => {
    const calls: string[] = [];
    const seconds = [100, 3, 1, 2];
    const iterations = [100, 7, 9, 8];
    const benchmark: Benchmark = {
      name: 'a/b',
      prepare: () => void calls.push('prepare'),
      run() {
        const k = calls.filter((c) => c === 'run').length;
        calls.push('run');
        return { seconds: seconds[k], iterations: iterations[k] };
      },
    };
    expect(await measure(benchmark, 3)).toEqual({ name: 'a/b', metrics: { seconds: 2, iterations: 8 } });
    expect(calls).toEqual(['prepare', 'run', 'run', 'run', 'run']);
  });

  test('repeats what takes long as often as it allows, and without warming it up if it says so', async () => {
    let calls = 0;
    const benchmark: Benchmark = { name: 'a/b', repeats: 2, warmUp: false, run: () => ({ calls: ++calls }) };
    expect(await measure(benchmark, 5)).toEqual({ name: 'a/b', metrics: { calls: 1.5 } });
    expect(calls).toBe(2);
    await measure(benchmark, 1);
    expect(calls).toBe(3);
    await measure({ ...benchmark, warmUp: true }, 5);
    expect(calls).toBe(6);
  });

  test('filters by parts of names', () => {
    const benchmarks = ['jko/a/1', 'fv/a/1', 'jko/b/2'].map((name) => ({ name, run: () => ({}) }));
    expect(selected(benchmarks, []).map((b) => b.name)).toEqual(['jko/a/1', 'fv/a/1', 'jko/b/2']);
    expect(selected(benchmarks, ['fv', '/2']).map((b) => b.name)).toEqual(['fv/a/1', 'jko/b/2']);
  });

  test('seconds per call are not more than a call took, nor less than it must have taken', () => {
    let calls = 0;
    const started = performance.now();
    const seconds = secondsPerCall(() => {
      calls++;
      const until = performance.now() + 5;
      while (performance.now() < until);
    });
    expect(seconds).toBeGreaterThanOrEqual(0.005);
    expect(seconds).toBeLessThanOrEqual((performance.now() - started) / 1000);
    expect(calls).toBeGreaterThan(0);
  });

  test('two benchmarks of one name are refused', async () => {
    for (const name of ['a', 'b'])
      writeFileSync(
        join(folder, `${name}.bench.ts`),
        'export const benchmarks = [{ name: "same", run: () => ({}) }];',
      );
    await expect(discover(folder)).rejects.toThrow('two benchmarks are called same');
  });

  test('every benchmark of the house has a name of its own', async () => {
    const names = (await discover(import.meta.dirname)).map((b) => b.name);
    expect(names).toContain('energy/first-variation/1e6');
    for (const name of names) expect(name).toMatch(/^[a-z][\w.-]*(\/[\w.-]+)+$/);
  });
});
