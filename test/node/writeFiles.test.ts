import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputError } from 'ottoflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFiles } from '../../src/node/writeFiles.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeFiles', () => {
  test('writes text and bytes into a folder that it makes, and nothing else', async () => {
    const deep = join(folder, 'a', 'b');
    const written = await writeFiles(
      deep,
      new Map<string, string | Uint8Array>([
        ['one.txt', 'α'],
        ['two.bin', Uint8Array.of(0, 255)],
      ]),
    );
    expect(written).toEqual([join(deep, 'one.txt'), join(deep, 'two.bin')]);
    expect(readFileSync(join(deep, 'one.txt'), 'utf8')).toBe('α');
    expect([...readFileSync(join(deep, 'two.bin'))]).toEqual([0, 255]);
    expect(readdirSync(deep)).toEqual(['one.txt', 'two.bin']);
  });

  test('replaces files that stand there already', async () => {
    writeFileSync(join(folder, 'one.txt'), 'old and longer');
    await writeFiles(folder, new Map([['one.txt', 'new']]));
    expect(readFileSync(join(folder, 'one.txt'), 'utf8')).toBe('new');
  });

  test('a file where a folder should be is refused by path', async () => {
    writeFileSync(join(folder, 'file'), '');
    const attempt = writeFiles(join(folder, 'file', 'sub'), new Map([['x', '']]));
    await expect(attempt).rejects.toThrow(OutputError);
    await expect(attempt).rejects.toThrow(join(folder, 'file'));
  });

  test('when one file cannot be written the others are not there, nor the folders made for them', async () => {
    // No file system in use takes names this long: the second write fails after the first has succeeded.
    const files = new Map([
      ['first', 'fine'],
      ['n'.repeat(300), 'too long a name'],
    ]);
    await expect(writeFiles(join(folder, 'new', 'deeper'), files)).rejects.toThrow(OutputError);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a raised signal leaves an existing folder as it was', async () => {
    writeFileSync(join(folder, 'one.txt'), 'old');
    const stop = AbortSignal.abort(new Error('interrupted'));
    const files = new Map([
      ['one.txt', 'new'],
      ['two.txt', 'new'],
    ]);
    await expect(writeFiles(folder, files, stop)).rejects.toThrow('interrupted');
    expect(readdirSync(folder)).toEqual(['one.txt']);
    expect(readFileSync(join(folder, 'one.txt'), 'utf8')).toBe('old');
  });

  test('a signal raised while writing leaves nothing', async () => {
    const stop = new AbortController();
    const large = new Map([
      ['a', new Uint8Array(1 << 24)],
      ['b', new Uint8Array(1 << 24)],
    ]);
    const attempt = writeFiles(join(folder, 'new'), large, stop.signal);
    setImmediate(() => stop.abort());
    await expect(attempt).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
