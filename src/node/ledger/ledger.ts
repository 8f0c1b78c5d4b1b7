import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from '../../errors/difference.ts';
import { OutputError } from '../../errors/outputError.ts';
import { claimFolder } from './claim.ts';
import { contentsOf } from './contents.ts';
import { headerLine, recordLine } from './lines.ts';

/** The file of a ledger in its folder. */
export const LEDGER_FILE = 'ledger.jsonl';

/** Records that survive the death of the process, at whatever moment. */
export interface Ledger {
  /** What stood in it when it was opened, in the order written. */
  readonly records: readonly Uint8Array[];
  /** Adds a record, which is on disk when this returns. @throws OutputError. */
  append(record: Uint8Array): Promise<void>;
  /** Waits for what is being written, and lets others have the folder. */
  close(): Promise<void>;
}

async function writeThrough(path: string, flags: 'a' | 'w', text: Iterable<string>): Promise<void> {
  const file = await open(path, flags);
  try {
    for (const line of text) await file.appendFile(line);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Puts a sound file in the place of one that is not, or is not there. */
async function rewrite(
  folder: string,
  path: string,
  identity: Identity,
  records: readonly Uint8Array[],
): Promise<void> {
  const part = `${path}.part`;
  function* lines(): Generator<string> {
    yield headerLine(identity);
    for (const record of records) yield recordLine(identity, record);
  }
  await writeThrough(part, 'w', lines());
  await rename(part, path);
  // The name, too, is to be on disk; not every system lets folders be opened for that.
  const directory = await open(folder, 'r').catch(() => null);
  await directory?.sync().catch(() => undefined);
  await directory?.close();
}

function refused(path: string, cause: unknown): OutputError {
  const error = new OutputError(
    `cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
  error.cause = cause;
  return error;
}

/**
 * Opens the ledger in a folder, or begins one.
 *
 * A line per record, with its length and checksum: what was being written when the process died is told from what was
 * written, and left out, as is any other line that is damaged. Whatever is returned as a record is what was appended, to the bit.
 *
 * @param folder - made if it does not exist; this process has it for itself until `close`.
 * @param identity - what the records are of: another's ledger is refused.
 * @throws LedgerError if the ledger is another's, or in use; OutputError if it cannot be written.
 */
export async function openLedger(folder: string, identity: Identity): Promise<Ledger> {
  const path = join(folder, LEDGER_FILE);
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw refused(folder, cause);
  });
  const claim = await claimFolder(folder);
  try {
    const file = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null;
      throw refused(path, cause);
    });
    const { records, sound } = contentsOf(path, file, identity);
    if (!sound)
      await rewrite(folder, path, identity, records).catch((cause: unknown) => {
        throw refused(path, cause);
      });
    let last: Promise<void> = Promise.resolve();
    return {
      records,
      append(record) {
        // One after the other, in the order asked for.
        const next = last.then(() => writeThrough(path, 'a', [recordLine(identity, record)]));
        last = next.catch(() => undefined);
        return next.catch((cause: unknown) => {
          throw refused(path, cause);
        });
      },
      async close() {
        await last;
        await claim.release();
      },
    };
  } catch (error) {
    await claim.release();
    throw error;
  }
}
