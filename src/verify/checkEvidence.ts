import { ArgumentError } from '../errors/argumentError.ts';
import { describe } from '../errors/describe.ts';
import type { Evidence } from './problem.ts';

/** A field, what it may be, and in words. */
type Requirement = readonly [key: string, allowed: (value: unknown) => boolean, words: string];

const text = (value: unknown): boolean => typeof value === 'string';
const number = (value: unknown): boolean => typeof value === 'number';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasLength(value: unknown): value is { readonly length: number } {
  return isRecord(value) || Array.isArray(value) ? 'length' in value && number(value.length) : false;
}

function isSeries(value: unknown): boolean {
  if (!isRecord(value) || !text(value.label) || !hasLength(value.x) || !hasLength(value.y)) return false;
  return value.x.length === value.y.length;
}

const isAxis = (value: unknown): boolean => isRecord(value) && text(value.label);
const allAre = (value: unknown, one: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(one);

const titled: readonly Requirement[] = [
  [
    'id',
    (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
    'a name of letters, digits and dashes',
  ],
  ['title', text, 'a string'],
  ['caption', text, 'a string'],
];

/** What each kind of evidence must have. */
const requirements: Readonly<Record<string, readonly Requirement[]>> = {
  check: [
    ['name', text, 'a string'],
    ['source', text, 'a string that says where the expected value comes from'],
    ['measured', number, 'a number'],
    ['expected', number, 'a number'],
    ['tolerance', number, 'a number; check({ … }) makes it 0 where it is not given'],
    ['pass', (value) => typeof value === 'boolean', 'the verdict of check({ … }), which makes a check'],
  ],
  figure: [
    ...titled,
    ['x', isAxis, '{ label, … }'],
    ['y', isAxis, '{ label, … }'],
    ['series', (value) => allAre(value, isSeries), 'a list of { label, x, y }, x and y of equal length'],
  ],
  table: [
    ...titled,
    ['columns', (value) => allAre(value, text), 'a list of strings'],
    [
      'rows',
      (value) => allAre(value, Array.isArray),
      'a list of rows, each a list of as many cells as there are columns',
    ],
  ],
};

function requireFields(kind: string, given: unknown): void {
  if (!isRecord(given)) throw new ArgumentError(`the ${kind} that verify yielded`, given, 'an object');
  const who = text(given.name) || text(given.id) ? ` ${describe(given.name ?? given.id)}` : '';
  for (const [key, allowed, words] of requirements[kind])
    if (!allowed(given[key]))
      throw new ArgumentError(`${key} of the ${kind}${who} that verify yielded`, given[key], words);
  const { columns, rows } = given;
  if (kind === 'table' && Array.isArray(columns) && Array.isArray(rows))
    for (const [k, row] of rows.entries())
      if (row.length !== columns.length)
        throw new ArgumentError(
          `row ${k} of the table${who} that verify yielded`,
          row,
          `${columns.length} cells`,
        );
}

/**
 * What a verification yields, checked: a user's module may yield anything.
 *
 * @throws ArgumentError naming the field.
 */
export function checkEvidence(given: unknown): asserts given is Evidence {
  const fields = isRecord(given) ? given : {};
  const { kind } = fields;
  if (kind === 'note') {
    if (!text(fields.note)) throw new ArgumentError('the note that verify yielded', fields.note, 'a string');
    return;
  }
  if (typeof kind !== 'string' || !Object.hasOwn(requirements, kind))
    throw new ArgumentError(
      'what verify yielded',
      given,
      'evidence: { kind: "check", check: check({ … }) }, { kind: "figure", figure }, { kind: "table", table } or { kind: "note", note }',
    );
  requireFields(kind, fields[kind]);
}
