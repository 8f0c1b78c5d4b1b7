import { methodSources } from './methodSources.ts';
import { namedOnPages } from './namedOnPages.ts';
import type { Reference } from './reference.ts';

/** What the methods of this package are from, and what its pages name, by key; `docs/references.bib` is written from it. @see {@link cite} */
export const references: readonly Reference[] = [...methodSources, ...namedOnPages].sort((a, b) =>
  a.key.toLowerCase() < b.key.toLowerCase() ? -1 : 1,
);
