/** A published source, as BibTeX has it. @see {@link cite} */
export interface Reference {
  /** `JordanKinderlehrerOtto1998`. */
  readonly key: string;
  /** `article`, `book`, `inproceedings`, `software`. */
  readonly type: string;
  /** Fields by their BibTeX names. */
  readonly fields: Readonly<Record<string, string>>;
}

/** References as the text of a `.bib` file. @see {@link cite} */
export function bibtex(references: readonly Reference[]): string {
  const entries = references.map(({ key, type, fields }) => {
    const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},\n`);
    return `@${type}{${key},\n${lines.join('')}}\n`;
  });
  return entries.join('\n');
}
