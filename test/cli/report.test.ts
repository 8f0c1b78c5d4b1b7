import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invoke } from './support/invoke.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ottoflow report', () => {
  test('puts runs and verifications of several folders on one page', async () => {
    const [run, again, verified, out] = ['run', 'again', 'verified', 'out'].map((name) => join(folder, name));
    await invoke(['run', 'test/slab', '--quiet', '--out', run]);
    await invoke(['run', 'test/slab', '--method', 'again', '--quiet', '--out', again]);
    await invoke(['verify', 'test/slab', '--quiet', '--out', verified]);
    const { exitCode, out: said } = await invoke(['report', run, again, verified, '--out', out]);
    expect(exitCode).toBe(0);
    expect(said).toContain(join(out, 'index.html'));
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    expect([...page.matchAll(/<h2 id="([^"]+)"/g)].map((m) => m[1])).toEqual([
      'test-slab',
      'test-slab-2',
      'test-slab-3',
    ]);
    expect(page).toContain('Run by relaxation/exact (timeStep = 0.25, failAt = 0) in 4 steps to t = 1.');
    expect([...page.matchAll(/Figure (\d)\./g)].map((m) => m[1])).toEqual(['1', '2', '3', '4', '5']);
  });

  test('a folder without checks makes no failing report', async () => {
    await invoke(['run', 'test/slab', '--quiet', '--out', folder]);
    const { exitCode } = await invoke(['report', folder, '--quiet', '--out', join(folder, 'page')]);
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, 'page', 'index.html'), 'utf8')).toContain('Nothing was checked');
  });
});
