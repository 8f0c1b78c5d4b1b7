import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The top of the repository. */
export const root: string = join(import.meta.dirname, '..', '..', '..');

/** All Markdown pages of the repository, by their paths from its top, without those that the build of the site makes. */
export function pages(): string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const written = (name: string): boolean => name.endsWith('.md') && !/^(generated|\.vitepress)\//.test(name);
  return [...top, ...docs.filter(written).map((name) => `docs/${name}`)].sort();
}

/** All sources whose doc comments have examples, by their paths from the top of the repository. */
export function sourcesWithExamples(): string[] {
  const files = ['src', 'solvers', 'problems'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  const hasExample = (path: string): boolean => readFileSync(join(root, path), 'utf8').includes(' @example');
  return files.filter((path) => path.endsWith('.ts') && hasExample(path)).sort();
}

/** The text of a page; of a source that of its doc comments, on the lines that they have there. */
export function read(page: string): string {
  const text = readFileSync(join(root, page), 'utf8');
  return page.endsWith('.ts') ? text.replace(/^(?:\s*\* ?(.*)|.*)$/gm, '$1') : text;
}

/** A fenced block of a page. */
export interface Block {
  /** What stands behind the opening fence: `ts`, `text`, `sh`, … */
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, 1 for the first. */
  readonly line: number;
  /** Whether nothing but blank lines stands between the block before and this one. */
  readonly adjacent: boolean;
}

/** The fenced blocks of a page, in order. @throws Error for a fence that is not closed. */
export function blocks(page: string): Block[] {
  const found: Block[] = [];
  let open: { language: string; line: number; adjacent: boolean } | null = null;
  let lines: string[] = [];
  let prose = true;
  read(page)
    .split('\n')
    .forEach((text, k) => {
      const fence = /^```(.*)$/.exec(text);
      if (fence === null) {
        if (open !== null) lines.push(text);
        else if (text.trim() !== '') prose = true;
      } else if (open === null) {
        open = { language: fence[1].trim(), line: k + 1, adjacent: !prose };
        lines = [];
      } else {
        found.push({ ...open, text: lines.join('\n') });
        open = null;
        prose = false;
      }
    });
  if (open !== null) throw new Error(`${page}: a fence is not closed`);
  return found;
}

/** A page without its fenced blocks. */
export function prose(page: string): string {
  return read(page).replace(/^```[\s\S]*?^```$/gm, '');
}
