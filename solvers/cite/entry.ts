import type { Reference } from './reference.ts';

type Fields = Readonly<Record<string, string>>;

/** A reference of any type. */
export function entry(type: string, key: string, author: string, title: string, rest: Fields): Reference {
  return { key, type, fields: { author, title, ...rest } };
}

/** An article in a journal. */
export function article(
  key: string,
  author: string,
  title: string,
  journal: string,
  rest: Fields,
): Reference {
  return entry('article', key, author, title, { journal, ...rest });
}
