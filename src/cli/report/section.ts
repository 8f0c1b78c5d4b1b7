import type { Table } from '../../verify/figure.ts';
import type { Evidence } from '../../verify/problem.ts';
import { cellText, isNumeric } from '../cells.ts';
import { draw } from '../figure/draw.ts';
import { formatNumber } from '../numbers.ts';
import type { ProblemSummary, Verification } from '../verification.ts';
import { Html, html } from './html.ts';

const NUMBER = html` class="number"`;

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function row(cells: Table['rows'][number], numeric: readonly boolean[]): Html {
  return html`<tr>${cells.map((cell, k) => html`<td${numeric[k] ? NUMBER : ''}>${cellText(cell, 'typeset')}</td>`)}</tr>
`;
}

function table(t: Table, id: string, number: number): Html {
  const numeric = t.columns.map((_, k) => isNumeric(t, k));
  return html`<figure>
<figcaption id="${id}"><strong>Table ${number}. ${sentence(t.title)}</strong> ${t.caption}</figcaption>
<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">
<table aria-labelledby="${id}">
<thead><tr>${t.columns.map((c, k) => html`<th scope="col"${numeric[k] ? NUMBER : ''}>${c}</th>`)}</tr></thead>
<tbody>
${t.rows.map((r) => row(r, numeric))}</tbody>
</table>
</div>
</figure>
`;
}

/** Numbers figures and tables through the whole report, and collects the pictures by file name. */
export class Numbering {
  figures = 0;
  tables = 0;
  readonly pictures: Map<string, string> = new Map();
}

function shown(evidence: Evidence, anchor: string, numbering: Numbering): Html {
  switch (evidence.kind) {
    case 'check':
      return html``;
    case 'note':
      return html`<p>${evidence.note}</p>\n`;
    case 'table':
      numbering.tables++;
      return table(evidence.table, `${anchor}-table-${numbering.tables}`, numbering.tables);
    case 'figure': {
      const { figure } = evidence;
      numbering.figures++;
      const name = `${anchor}-${figure.id}`;
      const svg = draw(figure, name);
      numbering.pictures.set(`${name}.svg`, svg);
      return html`<figure id="${name}">
${new Html(svg)}
<figcaption><strong>Figure ${numbering.figures}. ${sentence(figure.title)}</strong> ${figure.caption}</figcaption>
</figure>
`;
    }
  }
}

function facts({ source, parameters, cells }: ProblemSummary): Html {
  const values = Object.entries(parameters).map(
    ([name, value]) => `${name} = ${formatNumber(value, 6, 'typeset')}`,
  );
  return html`<dl><dt>Source</dt><dd>${source}</dd>
${cells.length > 0 && html`<dt>Cells</dt><dd>${cells.join(' × ')}</dd>\n`}${values.length > 0 && html`<dt>Parameters</dt><dd>${values.join(', ')}</dd>\n`}</dl>
`;
}

/** Title, facts, figures, tables and notes of one problem. */
export function section(
  { problem, evidence, error }: Verification,
  anchor: string,
  numbering: Numbering,
): Html {
  return html`<section aria-labelledby="${anchor}">
<h2 id="${anchor}">${problem.name === problem.title ? problem.title : `${problem.name} — ${problem.title}`}</h2>
${problem.summary !== '' && html`<p>${problem.summary}</p>\n`}${facts(problem)}${error !== null && html`<p class="bad">The verification broke off: ${error}</p>\n`}${evidence.map((e) => shown(e, anchor, numbering))}</section>
`;
}
