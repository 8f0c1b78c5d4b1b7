import { describe, expect, test } from 'vitest';
import { blocks, pages, sourcesWithExamples } from './support/pages.ts';
import { run } from './support/program.ts';
import { programOf, snippets } from './support/snippets.ts';
import { typeErrors } from './support/types.ts';

const all = [...pages(), ...sourcesWithExamples()];
const withSnippets = all.filter((page) => snippets(page).length > 0);

test('pages have snippets', () => {
  expect(withSnippets).toContain('README.md');
  expect(withSnippets.length).toBeGreaterThan(4);
});

test('every block says what it is: run (ts), typed (sh), or only read', () => {
  const known = ['ts', 'text', 'sh', 'json', 'bibtex', 'math'];
  const others = all.flatMap((page) =>
    blocks(page)
      .filter(({ language }) => !known.includes(language))
      .map(({ language, line }) => `${page}:${line} is "${language}"`),
  );
  expect(others).toEqual([]);
});

test('the compiler accepts every snippet, and would not accept a wrong one', () => {
  const wrong = "import { grid } from 'ottoflow';\n\ngrid([[0, 1]], 'many');\n";
  const programs = withSnippets.map((page): [string, string] => [page, programOf(page)]);
  expect(typeErrors(new Map([...programs, ['docs/wrong.md', wrong]]))).toEqual([
    expect.stringMatching(/^docs\/wrong\.md\(3\): .*'string' is not assignable/),
  ]);
});

describe('what pages say that their snippets print', () => {
  test.each(withSnippets)('%s', async (page) => {
    const { printed } = await run(page);
    for (const [k, { block, prints }] of snippets(page).entries()) {
      const where = `${page}:${block.line}`;
      expect(`${where}\n${printed[k]}`).toBe(`${where}\n${prints === null ? '' : `${prints}\n`}`);
    }
  });
});
