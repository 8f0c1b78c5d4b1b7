import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonLines } from '../cli/support/invoke.ts';
import { type Installation, install } from './support/install.ts';
import { type Ended, type LaunchOptions, launch } from './support/launch.ts';

let installed: Installation;
let folder: string;
let undisturbed: Buffer;
beforeAll(async () => {
  installed = install();
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
  const { exitCode, err } = await ensemble(['--threads', '1', '--out', 'undisturbed.npz']);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  undisturbed = file('undisturbed.npz');
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
  installed.remove();
});

const fixture = join(import.meta.dirname, 'fixtures', 'disks.ts');
const file = (name: string): Buffer => readFileSync(join(folder, name));

function ensemble(words: readonly string[], onOutput?: LaunchOptions['onOutput']): Promise<Ended> {
  const asked = ['--times', '0.01,0.05', '--realisations', '30', '--seed', '3', '--json'];
  const options = onOutput === undefined ? {} : { onOutput };
  return launch(installed.main, ['ensemble', fixture, ...asked, ...words], { cwd: folder, ...options });
}

/** How many realisations the last event of progress says are done. */
function doneIn(out: string): number {
  const all = [...out.matchAll(/"event":"progress","done":(\d+)/g)];
  return Number(all.at(-1)?.[1] ?? 0);
}

describe('ottoflow ensemble', () => {
  test('interrupted, and killed at random moments, it goes on from its checkpoint, and ends with the same bytes', async () => {
    const words = ['--threads', '2', '--checkpoint', 'ledger', '--out', 'killed.npz'];
    let before = 0;
    // Milliseconds after the first realisations are done, in which threads and ledger are at work.
    for (const [signal, delay] of [
      ['SIGINT', 0],
      ['SIGKILL', 0],
      ['SIGKILL', 20],
    ] as const) {
      let begun = false;
      const { exitCode, out, err } = await ensemble(words, (text, child) => {
        if (begun || doneIn(text) <= before) return;
        begun = true;
        setTimeout(() => child.kill(signal), delay);
      });
      if (exitCode === 0) break;
      expect(exitCode).toBe(signal === 'SIGINT' ? 130 : null);
      const said =
        /^ottoflow: interrupted with \d+ of 30 realisations done, which ledger keeps; the same command goes on from there\n$/;
      expect(err).toMatch(signal === 'SIGINT' ? said : /^$/);
      expect(readdirSync(folder)).not.toContain('killed.npz');
      before = doneIn(out);
    }
    const { exitCode, out, err } = await ensemble(words);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    // What was said to be done did not have to be done again.
    expect(jsonLines(out).find((e) => e.event === 'progress')?.done).toBeGreaterThanOrEqual(before);
    expect(file('killed.npz').equals(undisturbed)).toBe(true);
    expect(readdirSync(join(folder, 'ledger'))).toEqual(['ledger.jsonl']);
  });

  test('shares, merged in any order, make the bytes of the whole', async () => {
    for (const i of [1, 2]) {
      const { exitCode } = await ensemble(['--shard', `${i}/2`, '--out', `${i}.npz`]);
      expect(exitCode).toBe(0);
    }
    const words = ['merge', '2.npz', '1.npz', '--out', 'merged.npz'];
    const { exitCode, out } = await launch(installed.main, words, { cwd: folder });
    expect(exitCode).toBe(0);
    expect(out).toContain(
      'disks by particles/events on [0, 1] in 8 cells × [0, 1] in 8 cells: realisations 0 to 29',
    );
    expect(file('merged.npz').equals(undisturbed)).toBe(true);
  });
});
