import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { parse } from 'npyjs';
import { ArgumentError, grid, hardSphere, particleModel, uniform } from 'ottoflow';
import { readEnsemble, writeEnsemble } from 'ottoflow/node';
import { ensemble, mergeEnsembles } from 'ottoflow/solvers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensembleBytes, ensembleFrom } from '../../../../solvers/particles/node/ensembleFile.ts';

const box = grid(
  [
    [0, 1],
    [-1, 1],
  ],
  [3, 2],
  { periodic: [true, false] },
);
const model = particleModel({
  particles: 7,
  epsilon: 0.1,
  pair: hardSphere(),
  external: (x, y) => x * (1 - x) + y,
  initial: uniform(box),
});
const options = { times: [0, 1e-3], seed: 5 };
const whole = ensemble(model, { ...options, realisations: 9 });
const context = { version: '1.2.3', problem: 'test', parameters: { a: 1e-9, b: 1 / 3 }, whole: 12 };
const bytes = ensembleBytes({ ensemble: whole, ...context });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the file of an ensemble', () => {
  test('gives back every bit, and the types of all arrays', () => {
    expect(ensembleFrom(bytes)).toEqual({ ensemble: whole, ...context });
    expect(JSON.stringify(ensembleFrom(bytes).ensemble) === JSON.stringify(whole)).toBe(true);
  });

  test('is the same for one run and for shares of it, merged after they were read', () => {
    const shares = [4, 0, 7].map((first, k) =>
      ensemble(model, { ...options, first, realisations: [3, 4, 2][k] }),
    );
    const read = shares.map((share) => ensembleFrom(ensembleBytes({ ensemble: share, ...context })).ensemble);
    expect(ensembleBytes({ ensemble: mergeEnsembles(...read), ...context })).toEqual(bytes);
  });

  test('is read by others: an independent reader finds the counts', () => {
    const { groups, means, overlaps, realisations } = Object.fromEntries(
      Object.entries(unzipSync(bytes))
        .filter(([name]) => name.endsWith('.npy'))
        .map(([name, file]) => [name.slice(0, -4), parse(file.slice().buffer)]),
    );
    expect(groups).toMatchObject({ dtype: 'i4', shape: [2, 600], fortranOrder: false });
    expect(Array.from(Object.values(groups.data), Number)).toEqual(
      whole.frames.flatMap((frame) => [...frame.groups]),
    );
    expect(means).toMatchObject({ dtype: 'f8', shape: [2, 2, 9] });
    expect(overlaps.shape).toEqual([2]);
    expect(Object.values(realisations.data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('whose header or arrays are damaged is refused', async () => {
    // Headers of the archive's directory say nothing that matters, and a byte of theirs may change unnoticed.
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] ^= change;
        const path = join(folder, 'damaged.npz');
        writeFileSync(path, damaged);
        const outcome = await readEnsemble(path).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ArgumentError);
        else expect(outcome).toEqual({ ensemble: whole, ...context });
      }),
      { numRuns: 100 },
    );
    for (const length of [0, 10, 100, bytes.length >> 1, bytes.length - 1]) {
      writeFileSync(join(folder, 'short.npz'), bytes.subarray(0, length));
      await expect(readEnsemble(join(folder, 'short.npz'))).rejects.toThrow(
        /short.npz.*; allowed: an ensemble/,
      );
    }
  });

  test('is written whole, with defaults for what is not said', async () => {
    const path = join(folder, 'a', 'b.npz');
    await writeEnsemble(path, whole);
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.npz']);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await readEnsemble(path)).toEqual({
      ensemble: whole,
      version,
      problem: null,
      parameters: {},
      whole: 9,
    });
    await expect(readEnsemble(join(folder, 'none.npz'))).rejects.toThrow(/none.npz.*a file that can be read/);
  });
});
