import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { ArgumentError } from '../errors/argumentError.ts';

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function at(object: unknown, path: readonly PropertyKey[]): unknown {
  let value = object;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}

/**
 * Reads a JSON file that is to have a certain shape.
 *
 * @throws ArgumentError if it cannot be read, is not JSON, or does not fit, naming the first field at fault.
 */
export async function readJson<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  const contents = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ArgumentError('file', path, `a file that can be read (${reason(cause)})`);
  });
  let object: unknown;
  try {
    object = JSON.parse(contents);
  } catch (cause) {
    throw new ArgumentError('file', path, `JSON (${reason(cause)})`);
  }
  const outcome = shape.safeParse(object);
  if (outcome.success) return outcome.data;
  const [issue] = outcome.error.issues;
  const field = issue.path.join('.') || 'contents';
  throw new ArgumentError(`${field} in ${path}`, at(object, issue.path), issue.message);
}
