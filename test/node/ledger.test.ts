import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { LedgerError } from 'ottoflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf } from '../../src/node/ledger/contents.ts';
import { LEDGER_FILE, openLedger } from '../../src/node/ledger/ledger.ts';
import { headerLine, recordLine } from '../../src/node/ledger/lines.ts';

const identity = { seed: 1, times: [0.1, 0.2], scheme: null };
const records = [[], [10, 13, 34], [255, 0, 128, 10]].map((bytes) => Uint8Array.from(bytes));
const lines = [headerLine(identity), ...records.map((record) => recordLine(identity, record))];
const whole = Buffer.from(lines.join(''));
const plain = (list: readonly Uint8Array[]): number[][] => list.map((record) => [...record]);

describe('the file', () => {
  test('cut off anywhere, holds the records that were written whole, and nothing else', () => {
    const ends = lines.map((_, k) => Buffer.byteLength(lines.slice(0, k + 1).join('')));
    for (let length = 0; length <= whole.length; length++) {
      const { records: found, sound } = contentsOf('file', whole.subarray(0, length), identity);
      // The end of its line is no part of a record.
      const complete = ends.slice(1).filter((end) => end - 1 <= length).length;
      expect(plain(found)).toEqual(plain(records.slice(0, complete)));
      expect(sound).toBe(ends.includes(length));
    }
  });

  test('damaged anywhere, gives nothing that was not written, and loses two records at most', () => {
    for (let at = 0; at < whole.length; at++)
      for (const byte of [0, 10, 34, 65, whole[at] ^ 1, whole[at] ^ 128]) {
        if (byte === whole[at]) continue;
        const damaged = Uint8Array.from(whole);
        damaged[at] = byte;
        const found = plain(contentsOf('file', damaged, identity).records);
        const kept = plain(records).filter((r) => found.some((f) => f.join() === r.join()));
        expect(found).toEqual(kept);
        expect(kept.length).toBeGreaterThanOrEqual(1);
      }
  });

  test('of another input is refused, and says what differs', () => {
    const asked =
      (other: object): (() => unknown) =>
      () =>
        contentsOf('file', whole, { ...identity, ...other });
    expect(asked({ seed: 2 })).toThrow(LedgerError);
    expect(asked({ seed: 2 })).toThrow('file is the ledger of something else: seed is 1 there, 2 here');
    expect(asked({ substep: 0.5 })).toThrow('substep is undefined there, 0.5 here');
    expect(asked({ times: [0.1] })).toThrow('times is [0.1, 0.2] there, [0.1] here');
  });

  test('whose first line is damaged is not taken from another input', () => {
    const headless = Buffer.concat([Buffer.from('?'), whole]);
    expect(plain(contentsOf('file', headless, identity).records)).toEqual(plain(records));
    expect(() => contentsOf('file', headless, { seed: 2 })).toThrow(/damaged in its first line/);
  });
});

describe('a ledger', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('remembers what was appended, in order, whatever became of the end of its file', async () => {
    const bytes = fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(bytes, bytes, fc.uint8Array({ maxLength: 30 }), async (before, after, torn) => {
        rmSync(join(folder, LEDGER_FILE), { force: true });
        const first = await openLedger(folder, identity);
        await Promise.all(before.map((record) => first.append(record)));
        await first.close();
        appendFileSync(join(folder, LEDGER_FILE), torn);
        const second = await openLedger(folder, identity);
        expect(plain(second.records)).toEqual(plain(before));
        for (const record of after) await second.append(record);
        await second.close();
        const third = await openLedger(folder, identity);
        expect(plain(third.records)).toEqual(plain([...before, ...after]));
        await third.close();
        const text = [
          headerLine(identity),
          ...[...before, ...after].map((r) => recordLine(identity, r)),
        ].join('');
        expect(readFileSync(join(folder, LEDGER_FILE), 'utf8')).toBe(text);
        expect(readdirSync(folder)).toEqual([LEDGER_FILE]);
      }),
      { numRuns: 25 },
    );
  });

  test('is for one at a time, in this process as well', async () => {
    const mine = await openLedger(folder, identity);
    await expect(openLedger(folder, identity)).rejects.toThrow(`in use by process ${process.pid}`);
    await mine.close();
    await (await openLedger(folder, identity)).close();
  });

  test('of many that come at once, one at most has it', async () => {
    for (let k = 0; k < 5; k++) {
      const came = await Promise.allSettled(Array.from({ length: 4 }, () => openLedger(folder, identity)));
      const got = came.flatMap((c) => (c.status === 'fulfilled' ? [c.value] : []));
      expect(got.length).toBeLessThanOrEqual(1);
      for (const ledger of got) await ledger.close();
      expect(readdirSync(folder).filter((name) => name.startsWith('claim'))).toEqual([]);
    }
  });

  const claim = (parts: readonly (string | number)[]): string =>
    join(folder, ['claim', ...parts, 'x'].join('~'));
  const boot = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

  // Only Linux tells when a process started.
  const linux = test.runIf(existsSync('/proc/self/stat'));

  linux('is taken over from a process that was killed', async () => {
    const script = 'setInterval(() => {}, 1000); console.log(1)';
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    writeFileSync(claim([hostname(), boot(), child.pid ?? 0, stat[19]]), '');
    await expect(openLedger(folder, identity)).rejects.toThrow(`in use by process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await openLedger(folder, identity)).close();
    expect(readdirSync(folder)).toEqual([LEDGER_FILE]);
  });

  linux(
    'is not kept by a number that another process has now, nor by a machine that has started anew',
    async () => {
      writeFileSync(claim([hostname(), boot(), process.pid, 12]), '');
      writeFileSync(claim([hostname(), 'another-start', process.pid, 12]), '');
      await (await openLedger(folder, identity)).close();
      expect(readdirSync(folder)).toEqual([LEDGER_FILE]);
    },
  );

  test('is given up by another machine that is silent', async () => {
    const path = claim(['elsewhere', 'b', 7, 3]);
    writeFileSync(path, '');
    await expect(openLedger(folder, identity)).rejects.toThrow(
      /in use by process 7 on elsewhere; .* wait 90 s/,
    );
    const old = Date.now() / 1000 - 100;
    utimesSync(path, old, old);
    await (await openLedger(folder, identity)).close();
  });
});
