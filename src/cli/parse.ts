import { ArgumentError } from '../errors/argumentError.ts';
import type { Setting } from '../flow/solver.ts';

/** Reads an option's text, or throws {@link ArgumentError} naming the option. */
export type Parser<T> = (text: string) => T;

/** The number that a text is, or NaN: no number is hidden in `""`, `"0x10"` or `"1e3abc"`. */
function numberIn(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** A finite number > 0. */
export function positiveNumber(option: string): Parser<number> {
  return (text) => {
    const value = numberIn(text);
    if (!(value > 0 && value < Infinity)) throw new ArgumentError(option, text, 'a finite number > 0');
    return value;
  };
}

/** An integer ≥ lower. */
export function wholeNumber(option: string, lower: number): Parser<number> {
  return (text) => {
    const value = numberIn(text);
    if (!Number.isSafeInteger(value) || value < lower)
      throw new ArgumentError(option, text, `an integer ≥ ${lower}`);
    return value;
  };
}

/** Cells per axis: one to three integers ≥ 1. */
export function cellCounts(text: string): number[] {
  const cells = text.split(',').map(numberIn);
  if (cells.length > 3 || cells.some((n) => !Number.isSafeInteger(n) || n < 1))
    throw new ArgumentError('--cells', text, 'integers ≥ 1, one per axis, such as 200 or 100,100');
  return cells;
}

/** Times ≥ 0. */
export function times(option: string): Parser<number[]> {
  return (text) => {
    const values = text.split(',').map(numberIn);
    if (values.some((t) => !(t >= 0 && t < Infinity)))
      throw new ArgumentError(option, text, 'numbers ≥ 0, such as 0.05,0.1');
    return values;
  };
}

/** A `key=value` of `--set`. */
export interface Assignment {
  readonly key: string;
  readonly text: string;
}

/** Adds a `key=value` to those given before. */
export function assignment(text: string, previous: readonly Assignment[] = []): Assignment[] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new ArgumentError('--set', text, 'key=value');
  const key = text.slice(0, at).trim();
  if (previous.some((p) => p.key === key)) throw new ArgumentError(`--set ${key}`, text, 'one value');
  return [...previous, { key, text: text.slice(at + 1).trim() }];
}

/** The setting that a text means: a number, a list of numbers, true, false, null, or the text itself. */
export function settingIn(text: string): Setting {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  const number = numberIn(text);
  if (!Number.isNaN(number)) return number;
  const list = text.split(',').map(numberIn);
  return list.length > 1 && list.every((v) => !Number.isNaN(v)) ? list : text;
}

/** The number that a problem's parameter is set to. */
export function parameterIn({ key, text }: Assignment): number {
  const value = numberIn(text);
  if (!Number.isFinite(value)) throw new ArgumentError(`--set ${key}`, text, 'a finite number');
  return value;
}
