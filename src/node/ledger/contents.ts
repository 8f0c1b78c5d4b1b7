import { differenceOf, type Identity } from '../../errors/difference.ts';
import { LedgerError } from '../../errors/ledgerError.ts';
import { linesOf, readHeader, readRecord } from './lines.ts';

/** What a file of a ledger holds. */
export interface Contents {
  readonly records: readonly Uint8Array[];
  /** Whether there is nothing else in it: no torn line, no damage. */
  readonly sound: boolean;
}

/** Reads a ledger's file; there is none if it is null. @throws LedgerError for one of another identity. */
export function contentsOf(path: string, file: Uint8Array | null, identity: Identity): Contents {
  if (file === null) return { records: [], sound: false };
  const [first, ...rest] = linesOf(file);
  const found = readHeader(first);
  const difference = found === null ? null : differenceOf(found, identity);
  if (difference !== null) {
    const { key, one, other } = difference;
    throw new LedgerError(`${path} is the ledger of something else: ${key} is ${one} there, ${other} here`);
  }
  const records = rest.map((line) => readRecord(identity, line));
  const whole = records.filter((r) => r !== null);
  // The header is written whole before any record: records behind a damaged one are another's, unless they pass as ours.
  if (found === null && whole.length === 0 && rest.some((line) => line.length > 0))
    throw new LedgerError(
      `${path} is damaged in its first line or of another version, and nothing in it is of what is asked for`,
    );
  // Behind the last line end there is nothing.
  const sound = found !== null && whole.length === rest.length - 1 && rest.at(-1)?.length === 0;
  return { records: whole, sound };
}
