import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { API } from './folders.ts';

type Item = DefaultTheme.SidebarItem;

const docs = join(import.meta.dirname, '..');

/** The first heading of a page. */
function titleOf(page: string): string {
  const title = /^# +(.+)$/m.exec(readFileSync(join(docs, `${page}.md`), 'utf8'));
  if (title === null) throw new Error(`docs/${page}.md has no heading`);
  return title[1];
}

function group(text: string, pages: readonly string[]): Item {
  return { text, items: pages.map((page) => ({ text: titleOf(page), link: `/${page}` })) };
}

/** What TypeDoc wrote into a folder: its pages, and below them its folders, folded up but for the first. */
function listing(folder: string, link: string): Item[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name));
  return entries.flatMap((entry): Item[] => {
    if (entry.isDirectory()) {
      const inside = join(folder, entry.name);
      const to = `${link}${entry.name}/`;
      const page = existsSync(join(inside, 'index.md')) ? { link: to } : {};
      return [{ text: entry.name, ...page, collapsed: link !== '/api/', items: listing(inside, to) }];
    }
    const name = entry.name.replace(/\.md$/, '');
    return name === 'index' ? [] : [{ text: name, link: link + name }];
  });
}

/** The table of contents of the site. */
export function sidebar(): DefaultTheme.SidebarMulti {
  return {
    '/': [
      group('Begin', ['guide/start', 'guide/from-elsewhere']),
      group('Guide', [
        'guide/energies',
        'guide/jko',
        'guide/finite-volumes',
        'guide/particles',
        'guide/ensembles',
        'guide/comparing',
        'guide/certificates',
        'guide/testing-laws',
        'guide/own-energy',
        'guide/own-problem',
        'guide/files',
        'guide/command-line',
        'guide/performance',
      ]),
      group('Theory', [
        'theory/energies',
        'theory/jko-step',
        'theory/linearised-steps',
        'theory/finite-volumes',
        'theory/particles',
        'theory/estimators',
        'theory/coarse-graining',
        'theory/examples',
        'theory/laws',
      ]),
      {
        text: 'More',
        items: [
          { text: 'Gallery', link: '/gallery' },
          { text: 'References', link: '/references' },
          ...(group('', ['benchmarks', 'decisions']).items ?? []),
          { text: 'README', link: '/project/readme' },
          { text: 'Contributing', link: '/project/contributing' },
          { text: 'Changes', link: '/project/changelog' },
          { text: 'API', link: '/api/' },
        ],
      },
    ],
    '/api/': [{ text: 'API', link: '/api/', items: existsSync(API) ? listing(API, '/api/') : [] }],
  };
}
