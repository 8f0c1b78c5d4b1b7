import type { Setting } from '../flow/solver.ts';
import { describe } from './describe.ts';

/** Named values that are compared. */
export type Identity = Readonly<Record<string, Setting>>;

/** A value that two identities do not share, as texts for people. */
export interface Difference {
  readonly key: string;
  readonly one: string;
  readonly other: string;
}

/** The first value in which two identities differ; null if none does. */
export function differenceOf(one: Identity, other: Identity): Difference | null {
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
    if (JSON.stringify(one[key]) !== JSON.stringify(other[key]))
      return { key, one: describe(one[key]), other: describe(other[key]) };
  return null;
}
