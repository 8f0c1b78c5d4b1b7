import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { draw } from '../../src/cli/figure/draw.ts';
import { REPORT_FOLDER } from '../../src/cli/folders.ts';
import { pictureStyle } from '../../src/cli/report/style.ts';
import { outcome, type Verification } from '../../src/cli/verification.ts';
import { readEvidence } from '../../src/cli/verify/evidenceFile.ts';
import type { FileContents } from '../../src/node/writeFiles.ts';

const evidence = join(import.meta.dirname, '..', '..', REPORT_FOLDER, 'evidence.json');

/** Text that Markdown leaves alone. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|$]/g, '\\$&').replaceAll('{', '&#123;');
}

/** What `npm start` left behind. @throws Error if it has not been run. */
async function verifications(): Promise<Verification[]> {
  if (!existsSync(evidence)) throw new Error(`there is no ${evidence}: run npm start first`);
  return await readEvidence(evidence);
}

/** The page of all problems with the figures of their reports, and the pictures it shows, by paths. */
export async function gallery(): Promise<FileContents> {
  const files = new Map<string, string>();
  const sections = (await verifications()).map((v) => {
    const { name, title, summary, source } = v.problem;
    const figures = v.evidence.flatMap((e) => (e.kind === 'figure' ? [e.figure] : []));
    const shown = figures.map((figure) => {
      const file = `${name.replace(/[^\w.-]+/g, '-')}-${figure.id}.svg`;
      files.set(`pictures/${file}`, draw(figure).replace('>', `><style>${pictureStyle}</style>`));
      return `![${plain(figure.title)}](./pictures/${file})\n\n*${plain(figure.title)}.* ${plain(figure.caption)}`;
    });
    const facts = `Source: ${plain(source)}. By \`npx ottoflow verify ${name}\`, ${outcome([v])}.`;
    return [`## ${plain(title)}`, plain(summary), facts, ...shown].join('\n\n');
  });
  const head = `# Gallery\n\nThe built-in problems, with the figures of the report that \`npm start\` writes.`;
  return files.set('gallery.md', `${[head, ...sections].join('\n\n')}\n`);
}
