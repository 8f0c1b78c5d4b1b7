import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchorOf } from '../../docs/.vitepress/anchors.ts';
import { sidebar } from '../../docs/.vitepress/sidebar.ts';
import { pages, prose, root } from './support/pages.ts';

/** The anchors of the headings of a page. */
function anchors(page: string): Set<string> {
  const headings = prose(page).matchAll(/^#{1,6} +(.+)$/gm);
  return new Set([...headings].map(([, title]) => anchorOf(title)));
}

/** Whether a link leads somewhere: to a file or folder of the repository, and to a heading of it if it names one. */
function leads(page: string, target: string): boolean {
  if (/^https?:/.test(target)) return true;
  const [path, anchor] = target.split('#');
  const to = path === '' ? page : normalize(join(dirname(page), path));
  if (to.startsWith('..') || !existsSync(join(root, to))) return false;
  return anchor === undefined || (to.endsWith('.md') && anchors(to).has(anchor));
}

test.each(pages())('every link of %s leads somewhere', (page) => {
  const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  expect(links.filter((target) => !leads(page, target))).toEqual([]);
});

test.each(pages())('every file that %s names is there', (page) => {
  const named = [...prose(page).matchAll(/`((?:src|solvers|problems|test|docs|\.ci)\/[\w./-]*)`/g)];
  expect(named.map(([, path]) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every page of docs/ can be reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const [, target] of prose(page).matchAll(/\]\(([^)\s]+\.md)(?:#[^)]*)?\)/g))
      if (!/^https?:/.test(target)) reached.add(normalize(join(dirname(page), target)));
  }
  expect(pages().filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
});

test('the site has every page of the guide and of the theory in its table of contents', () => {
  const listed = JSON.stringify(sidebar()['/']);
  const missing = pages().filter((page) => {
    const [, path] = /^docs\/((?:guide|theory)\/.+)\.md$/.exec(page) ?? [];
    return path !== undefined && !listed.includes(`"/${path}"`);
  });
  expect(missing).toEqual([]);
});
