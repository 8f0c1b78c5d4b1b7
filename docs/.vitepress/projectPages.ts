import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Pages from the top of the repository that the site shows as well. */
const names = ['README', 'CONTRIBUTING', 'CHANGELOG'] as const;

/** Where a link of a page in docs/ leads on the site, if it leads to the top of the repository: elsewhere it is left alone. */
export function siteLink(href: string): string {
  const [, name, anchor = ''] = /^(?:\.\.\/)+(\w+)\.md(#.*)?$/.exec(href) ?? [];
  return names.some((n) => n === name) ? `/project/${name.toLowerCase()}${anchor}` : href;
}

/** These pages, their links to one another and to docs/ turned round; links to other files become their names. */
export function projectPages(): Map<string, string> {
  const turned = (_: string, text: string, target: string): string => {
    const here = siteLink(`../${target}`);
    if (/^(https?:|#)/.test(target)) return `[${text}](${target})`;
    if (target.startsWith('docs/')) return `[${text}](/${target.slice('docs/'.length)})`;
    return here.startsWith('/') ? `[${text}](${here})` : text;
  };
  return new Map(
    names.map((name) => {
      const text = readFileSync(join(root, `${name}.md`), 'utf8');
      return [`project/${name.toLowerCase()}.md`, text.replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, turned)];
    }),
  );
}
