import ts from 'typescript';
import { type Block, blocks } from './pages.ts';

/** A `ts` block, and what the page says that it prints: the `text` block that follows it without a word between. */
export interface Snippet {
  readonly block: Block;
  readonly prints: string | null;
}

/** The `ts` blocks of a page. They follow on from one another: a page is one program. */
export function snippets(page: string): Snippet[] {
  const all = blocks(page);
  return all.flatMap((block, k) => {
    if (block.language !== 'ts') return [];
    const next = all[k + 1];
    const prints = next?.adjacent && next.language === 'text' ? next.text : null;
    return [{ block, prints }];
  });
}

/** The program that a page is; every block on the lines that it has on the page, so that errors tell where. */
export function programOf(page: string): string {
  let text = '';
  let line = 1;
  for (const { block } of snippets(page)) {
    text += '\n'.repeat(block.line + 1 - line) + block.text;
    line = block.line + 1 + block.text.split('\n').length - 1;
  }
  return text;
}

/** The names that the program of a page imports, as their entry points call them. */
export function importsOf(page: string): Set<string> {
  const { statements } = ts.createSourceFile('page.ts', programOf(page), ts.ScriptTarget.ES2023);
  const clauses = statements
    .filter(ts.isImportDeclaration)
    .map(({ importClause }) => importClause?.namedBindings);
  const names = clauses.flatMap((c) => (c !== undefined && ts.isNamedImports(c) ? [...c.elements] : []));
  return new Set(names.map(({ name, propertyName }) => (propertyName ?? name).text));
}
