import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Exported, exported } from './support/exports.ts';
import { pages, root } from './support/pages.ts';
import { importsOf, snippets } from './support/snippets.ts';

const all = exported();
const said = ({ entry, name, file }: Exported): string => `${name} of ${entry}, ${file}`;

/** Pages of the site that a comment links to: `docs/guide/jko.md` for `[JKO steps](/guide/jko)`. */
function linkedPages({ comment }: Exported): string[] {
  return [...comment.matchAll(/\]\(\/((?:guide|theory)\/[\w-]+)(?:#[^)]*)?\)/g)].map(
    ([, to]) => `docs/${to}.md`,
  );
}

/** What it links to among the exports: of its own entry point if there is one of that name. */
function linked({ comment, entry }: Exported): Exported[] {
  return [...comment.matchAll(/\{@link (\w+)/g)].flatMap(([, name]) => {
    const named = all.filter((e) => e.name === name);
    return named.find((e) => e.entry === entry) ?? named.slice(0, 1);
  });
}

const used = new Map(pages().map((page) => [page, snippets(page).length > 0 ? importsOf(page) : new Set()]));

/** Whether it has an example, or links to a page that has one with it. Snippets and examples are run by snippets.test.ts. */
function shown(e: Exported): boolean {
  return / @example\b/.test(e.comment) || linkedPages(e).some((page) => used.get(page)?.has(e.name));
}

test('everything that is exported has a doc comment', () => {
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(({ comment }) => comment === '').map(said)).toEqual([]);
});

test('pages that doc comments link to are there', () => {
  const lost = all.filter((e) => linkedPages(e).some((page) => !existsSync(join(root, page))));
  expect(lost.map(said)).toEqual([]);
});

test('a page that is linked to for something uses it in a snippet', () => {
  const unused = all.filter((e) => linkedPages(e).length > 0 && !shown(e));
  expect(unused.map(said)).toEqual([]);
});

test('every doc comment has an example, or links lead from it to one', () => {
  const led = new Set(all.filter(shown));
  for (let before = -1; before < led.size; ) {
    before = led.size;
    for (const e of all) if (linked(e).some((to) => led.has(to))) led.add(e);
  }
  expect(all.filter((e) => !led.has(e)).map(said)).toEqual([]);
});
