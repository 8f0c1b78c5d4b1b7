import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Where in a user's module an error comes from, as ` (at mine.ts:12:5)`; empty where its stack does not pass through the module.
 *
 * @param word - what the command line was given: a path, or a built-in name, of which there is no place.
 */
export function placeIn(error: unknown, word: string): string {
  const thrown = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(thrown instanceof Error) || thrown.stack === undefined) return '';
  const path = resolve(word);
  const url = pathToFileURL(path).href;
  const frame = thrown.stack.split('\n').find((line) => line.includes(url) || line.includes(path));
  const position = frame?.match(/:(\d+:\d+)\)?$/);
  return position === null || position === undefined ? '' : ` (at ${basename(path)}:${position[1]})`;
}
