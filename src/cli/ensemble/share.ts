import { ArgumentError } from '../../errors/argumentError.ts';

/** The i-th of n shares of an ensemble, i from 1 to n. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** Reads `i/n`. */
export function share(text: string): Share {
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(text);
  const [index, of] = match === null ? [0, 0] : [Number(match[1]), Number(match[2])];
  if (index < 1 || index > of)
    throw new ArgumentError('--shard', text, 'i/n with i from 1 to n, such as 3/8');
  return { index, of };
}

/** Successive realisations of an ensemble of `whole`, as even a share as there is. @throws ArgumentError for one without any. */
export function realisationsOf(
  whole: number,
  { index, of }: Share,
): { readonly first: number; readonly realisations: number } {
  const first = Math.floor(((index - 1) * whole) / of);
  const realisations = Math.floor((index * whole) / of) - first;
  if (realisations === 0)
    throw new ArgumentError('--shard', `${index}/${of}`, `at most ${whole} shares of ${whole} realisations`);
  return { first, realisations };
}

/** Ascending numbers as a phrase: `0 to 9, 12, 14 to 20`. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const n of numbers) {
    const last = ranges[ranges.length - 1];
    if (last !== undefined && n === last[1] + 1) last[1] = n;
    else ranges.push([n, n]);
  }
  return ranges.map(([a, b]) => (a === b ? `${a}` : `${a} to ${b}`)).join(', ');
}
