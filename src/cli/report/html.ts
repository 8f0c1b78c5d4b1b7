import { escapeMarkup } from '../markup.ts';

/** A piece of HTML that is safe to put on a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function insert(value: unknown): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(insert).join('');
  return value === null || value === undefined || value === false ? '' : escapeMarkup(String(value));
}

/** HTML with every inserted value escaped, unless it is {@link Html} itself; lists are joined, null and false are nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  return new Html(strings.reduce((page, piece, i) => page + insert(values[i - 1]) + piece));
}
