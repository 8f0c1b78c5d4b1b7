import { createHash } from 'node:crypto';
import type { Identity } from '../../errors/difference.ts';

const FORMAT = 'ottoflow-ledger/1';
const LINE_END = 10;

function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function field(text: string, name: string): unknown {
  try {
    const object: unknown = JSON.parse(text);
    return Object.getOwnPropertyDescriptor(Object(object), name)?.value;
  } catch {
    return undefined;
  }
}

/** The first line of a ledger: whose it is, and a checksum. */
export function headerLine(identity: Identity): string {
  const sum = sha256(FORMAT, JSON.stringify(identity));
  return `${JSON.stringify({ format: FORMAT, identity, sha256: sum })}\n`;
}

/** The identity that a first line says; null where it is damaged, or of another format. */
export function readHeader(line: Uint8Array): Identity | null {
  const text = Buffer.from(line).toString();
  const identity = field(text, 'identity');
  // What passes the checksum was written by headerLine.
  return field(text, 'sha256') === sha256(FORMAT, JSON.stringify(identity ?? null))
    ? (identity as Identity)
    : null;
}

/** A line that holds some bytes, with their length and a checksum of them and of the identity. */
export function recordLine(identity: Identity, bytes: Uint8Array): string {
  const sum = sha256(JSON.stringify(identity), bytes);
  const data = Buffer.from(bytes).toString('base64');
  return `${JSON.stringify({ length: bytes.length, sha256: sum, data })}\n`;
}

/** The bytes that a line holds; null where it is damaged, cut off, or of another identity. */
export function readRecord(identity: Identity, line: Uint8Array): Uint8Array | null {
  const text = Buffer.from(line).toString('latin1');
  const data = field(text, 'data');
  if (typeof data !== 'string') return null;
  const bytes = Buffer.from(data, 'base64');
  const whole =
    field(text, 'length') === bytes.length &&
    field(text, 'sha256') === sha256(JSON.stringify(identity), bytes);
  return whole ? bytes : null;
}

/** The lines of a file, each without its end; the last is empty if the file ends with the end of a line. */
export function* linesOf(file: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  for (;;) {
    const end = file.indexOf(LINE_END, start);
    yield file.subarray(start, end < 0 ? file.length : end);
    if (end < 0) return;
    start = end + 1;
  }
}
