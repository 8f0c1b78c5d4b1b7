import type { Table } from '../verify/figure.ts';
import { formatNumber, type NumberStyle, superscript } from './numbers.ts';

type Cell = string | number;

// A number, perhaps with an error or a unit behind it.
const NUMBER = /^[+−-]?\d+(\.\d+)?(e[+-]?\d+)?(\s*(±.*|σ|%))?$/;
const EMPTY = /^[-–—]?$/;

/** Whether a column is to be set as numbers: all of its cells are, but for empty ones and dashes. */
export function isNumeric({ rows }: Table, column: number): boolean {
  const cells = rows.map((row) => row[column]);
  const number = (cell: Cell): boolean => typeof cell === 'number' || NUMBER.test(cell);
  return cells.some(number) && cells.every((cell) => number(cell) || EMPTY.test(String(cell)));
}

function typesetPowers(text: string): string {
  return text
    .replace(/(\d)e([+-]?\d+)/g, (_, digit: string, power: string) =>
      Number(power) === 0 ? digit : `${digit}·10${superscript(Number(power))}`,
    )
    .replace(/^-/, '−');
}

/** The text of a cell: numbers to five digits, numbers that were already written in their own digits. */
export function cellText(cell: Cell, style: NumberStyle): string {
  if (typeof cell === 'number') return formatNumber(cell, 5, style);
  return style === 'typeset' && NUMBER.test(cell) ? typesetPowers(cell) : cell;
}
