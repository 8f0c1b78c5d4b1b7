import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ArgumentError, LedgerError, UnknownNameError } from 'ottoflow';
import { ensembleInThreads, type Progress } from 'ottoflow/node';
import { type Ensemble, ensemble } from 'ottoflow/solvers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runChunk } from '../../../../solvers/particles/node/chunk.ts';
import { runInThreads, type ThreadOptions } from '../../../../solvers/particles/node/ensembleInThreads.ts';
import type { Pool } from '../../../../solvers/particles/node/pool.ts';
import { LEDGER_FILE } from '../../../../src/node/ledger/ledger.ts';
import { crowd, rods } from './fixture.ts';

const module = new URL('./fixture.ts', import.meta.url);
const source = { module, name: 'rods', input: { particles: 3 } };
const options = { times: [0.01, 0.1], realisations: 12, seed: 9 };
const model = rods({ particles: 3 });
const expected = ensemble(model, options);

function same(one: Ensemble, other: Ensemble): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('threads', () => {
  test('give the same bits as one run without', async () => {
    const heard: Progress[] = [];
    const onProgress = (progress: Progress): void => void heard.push(progress);
    const found = await ensembleInThreads(source, { ...options, threads: 2, onProgress });
    expect(same(found, expected)).toBe(true);
    expect(heard[0]).toEqual({ done: 0, total: 12, rate: 0, timeLeft: Infinity });
    expect(heard.at(-1)).toMatchObject({ done: 12, timeLeft: 0 });
  });

  test('end at once when asked to, and the ledger has what was done', async () => {
    const stop = new AbortController();
    const many = { ...options, realisations: 1_000_000, threads: 1, checkpoint: folder };
    const onProgress = ({ done }: Progress): void => {
      if (done > 100) stop.abort(new Error('enough'));
    };
    await expect(ensembleInThreads(source, { ...many, onProgress, signal: stop.signal })).rejects.toThrow(
      'enough',
    );
    const found = await here({ realisations: 100, checkpoint: folder });
    expect(same(found, ensemble(model, { ...options, realisations: 100 }))).toBe(true);
  });
});

/** A pool that is this thread: what is between chunks and ledger is the same. */
function inProcess(limit: number, of = model): () => Pool {
  let left = limit;
  return () => ({
    run: async (chunk) => {
      if (left-- === 0) throw new Error('killed');
      return runChunk(of, chunk);
    },
    end: async () => undefined,
  });
}

function here(more: Partial<typeof options> & ThreadOptions, limit = Infinity): Promise<Ensemble> {
  return runInThreads(model, source, { ...options, threads: 2, ...more }, inProcess(limit));
}

describe('a checkpoint', () => {
  const path = (): string => join(folder, LEDGER_FILE);

  test('broken off after any chunk, and with the ledger cut off or damaged anywhere, the run ends with the same bits', async () => {
    await here({ checkpoint: folder });
    const ledger = readFileSync(path());
    const damage = fc.record({ at: fc.nat(ledger.length), byte: fc.option(fc.nat(255)), limit: fc.nat(6) });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, byte, limit }) => {
        const bytes = Uint8Array.from(ledger);
        if (byte !== null && at < bytes.length) bytes[at] = byte;
        writeFileSync(path(), byte === null ? bytes.subarray(0, at) : bytes);
        await here({ checkpoint: folder }, limit).catch((error: Error) =>
          expect(error.message).toBe('killed'),
        );
        const found = await here({ checkpoint: folder });
        expect(same(found, expected)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('may be asked for more realisations, or for some of them', async () => {
    await here({ checkpoint: folder, realisations: 5 });
    const more = await here({ checkpoint: folder, realisations: 20 });
    expect(same(more, ensemble(model, { ...options, realisations: 20 }))).toBe(true);
    const heard: number[] = [];
    const fewer = await here({ checkpoint: folder, onProgress: ({ done }) => void heard.push(done) });
    expect(same(fewer, expected)).toBe(true);
    expect(heard[0]).toBeGreaterThan(4);
  });

  test('of another ensemble is refused', async () => {
    await here({ checkpoint: folder });
    const other = (more: Partial<typeof options>): Promise<Ensemble> => here({ checkpoint: folder, ...more });
    await expect(other({ seed: 8 })).rejects.toThrow(/seed is 9 there, 8 here/);
    await expect(other({ times: [0.01] })).rejects.toThrow(/times is \[0.01, 0.1\] there, \[0.01\] here/);
    const more = rods({ particles: 4 });
    const run = runInThreads(more, source, { ...options, checkpoint: folder }, inProcess(0));
    await expect(run).rejects.toThrow(/particles is 3 there, 4 here/);
    await expect(run).rejects.toThrow(LedgerError);
  });
});

describe('what is wrong is said', () => {
  test('by the error that a thread ran into, with its class', async () => {
    const tight = crowd();
    const run = runInThreads(tight, source, { times: [1e-6], realisations: 2 }, inProcess(Infinity, tight));
    await expect(run).rejects.toThrow(ArgumentError);
    await expect(run).rejects.toThrow(/room/);
  });

  test.each([
    [{ module: 3 }, /source.module is 3/],
    [{ module, name: 'nothing' }, /"nothing"; allowed: an export that is a particle model/],
    [{ module, name: 'none' }, /"none"; allowed: an export/],
    [{ module: 'ottoflow/problems', name: 'porousMedium' }, /"porousMedium"; allowed: an export/],
    [{ ...source, input: { particles: () => 3 } }, /source.input .* plain data/],
  ])('source %#', async (wrong, says) => {
    await expect(ensembleInThreads(wrong as never, options)).rejects.toThrow(says);
  });

  test('options', async () => {
    await expect(ensembleInThreads({ ...source, modul: 3 } as never, options)).rejects.toThrow(
      UnknownNameError,
    );
    await expect(ensembleInThreads(source, { ...options, threads: 0 })).rejects.toThrow(/threads is 0/);
    await expect(here({ thread: 3 } as never)).rejects.toThrow(/did you mean threads/);
  });
});
