import { styleText } from 'node:util';
import type { Check } from '../../verify/check.ts';
import type { Table } from '../../verify/figure.ts';
import type { Evidence } from '../../verify/problem.ts';
import { cellText, isNumeric } from '../cells.ts';
import { checkNumbers } from '../numbers.ts';
import { textTable } from '../terminal/table.ts';
import { wrapped } from '../terminal/wrap.ts';
import { checksOf, type Verification } from '../verification.ts';

const columns = [
  { title: '' },
  { title: 'check' },
  { title: 'measured', align: 'right' },
  { title: 'expected', align: 'right' },
  { title: 'tolerance', align: 'right' },
  { title: 'source' },
] as const;

function row(check: Check): string[] {
  return [check.pass ? '✓' : '✗', check.name, ...checkNumbers(check, 'plain'), check.source];
}

/** Colours the lines that begin with a verdict. */
function coloured(table: string): string {
  return table.replace(/^(\s*)(✓|✗.*)/gm, (_, space: string, mark: string) => {
    return space + styleText(mark === '✓' ? 'green' : 'red', mark);
  });
}

/** The checks of one problem as a table for a terminal, under the problem's name. */
export function checkText(verification: Verification, colour: boolean): string {
  const { problem, error } = verification;
  const checks = checksOf(verification);
  const heading = problem.title === problem.name ? problem.name : `${problem.name} — ${problem.title}`;
  const table = checks.length === 0 ? '  nothing was checked' : textTable(columns, checks.map(row), '  ');
  const broken = error === null ? [] : [`  ✗ broke off: ${error}`];
  const body = [table, ...broken].join('\n');
  return `${heading}\n${colour ? coloured(body) : body}\n`;
}

function tableText(table: Table): string {
  const cells = table.rows.map((r) => r.map((cell) => cellText(cell, 'plain')));
  const columns = table.columns.map((title, k) => ({
    title,
    align: isNumeric(table, k) ? ('right' as const) : ('left' as const),
  }));
  return `  ${table.title}\n${textTable(columns, cells, '    ')}`;
}

/** Notes and tables of a problem for a terminal; empty where there are none. */
export function remarksText(evidence: readonly Evidence[]): string {
  const parts = evidence.flatMap((e) => {
    if (e.kind === 'note') return [wrapped(e.note, '  ')];
    return e.kind === 'table' ? [tableText(e.table)] : [];
  });
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
}
