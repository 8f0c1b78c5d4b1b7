import { references } from 'ottoflow/solvers';
import { expect, test } from 'vitest';
import { pages, prose } from './support/pages.ts';

/** What a page names by its last author and year: `Gustafsson 1991`, `Applegate et al. 2021`, `Matthes and Plazotta (2019)`. */
function citations(page: string): string[] {
  const found = prose(page).matchAll(/(\p{Lu}[\p{L}’]+)(?: et al\.)?\s+\(?((?:1[89]\d|20[0-3])\d)\b/gu);
  return [...found].map(([, name, year]) => `${name} ${year}`);
}

const known = references.map(({ fields: { author = '', year = '' } }) => ({ author, year }));

test.each(pages().filter((page) => page !== 'CHANGELOG.md' && citations(page).length > 0))(
  'what %s cites is in the references',
  (page) => {
    const missing = citations(page).filter((cited) => {
      const [name, of] = cited.split(' ');
      return !known.some(({ author, year }) => year === of && author.includes(name));
    });
    expect(missing).toEqual([]);
  },
);
