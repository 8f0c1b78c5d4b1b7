import { bibtex, references } from '../../solvers/index.ts';

/** The page of references: every entry with its key, and all of them as BibTeX. */
export function referencePage(): Map<string, string> {
  const lines = references.map(({ key, fields }) => {
    const {
      author = '',
      title = '',
      journal,
      booktitle,
      publisher,
      volume,
      pages,
      year,
      doi,
      eprint,
    } = fields;
    const authors = author.replace(/[{}]/g, '').split(' and ').join('; ');
    const where = [journal ?? booktitle ?? publisher, volume, pages?.replace('--', '–'), year].filter(
      Boolean,
    );
    const link = doi === undefined ? '' : ` [doi:${doi}](https://doi.org/${doi}).`;
    const preprint = eprint === undefined ? '' : ` [arXiv:${eprint}](https://arxiv.org/abs/${eprint}).`;
    return `- ${authors.replace(/\.$/, '')}. *${title}*. ${where.join(', ')}.${link}${preprint} \`${key}\``;
  });
  const head =
    '# References\n\nWhat methods are from, and what pages name. `cite(run)` of `ottoflow/solvers` says which of them a run used, and `bibtex` writes them.\n\n';
  const all = `\n\n## BibTeX\n\n\`\`\`text\n${bibtex(references)}\`\`\`\n`;
  return new Map([['references.md', head + lines.join('\n') + all]]);
}
