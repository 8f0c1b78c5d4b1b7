import { styleText } from 'node:util';
import type { Check } from '../../verify/check.ts';
import type { Table } from '../../verify/figure.ts';
import type { Evidence } from '../../verify/problem.ts';
import { checkNumbers, formatNumber } from '../numbers.ts';
import { textTable } from '../terminal/table.ts';
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

function tableText({ title, columns: titles, rows }: Table): string {
  const cells = rows.map((r) => r.map((v) => (typeof v === 'number' ? formatNumber(v, 5) : v)));
  const aligned = titles.map((t, k) => ({
    title: t,
    align: rows.every((r) => typeof r[k] === 'number') ? ('right' as const) : ('left' as const),
  }));
  return `  ${title}\n${textTable(aligned, cells, '    ')}`;
}

/** Notes and tables of a problem for a terminal; empty where there are none. */
export function remarksText(evidence: readonly Evidence[]): string {
  const parts = evidence.flatMap((e) => {
    if (e.kind === 'note') return [`  ${e.note}`];
    return e.kind === 'table' ? [tableText(e.table)] : [];
  });
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
}
