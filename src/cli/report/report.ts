import { createHash } from 'node:crypto';
import type { FileContents } from '../../node/writeFiles.ts';
import { holds, outcome, tally, type Verification } from '../verification.ts';
import { checkTable } from './checks.ts';
import { Html, html } from './html.ts';
import { Numbering, section } from './section.ts';
import { pageStyle, pictureStyle } from './style.ts';

/** Ids for sections, from the names of their problems; no two alike. */
function anchorsOf(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base = name.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '') || 'problem';
    let anchor = base;
    for (let k = 2; taken.has(anchor); k++) anchor = `${base}-${k}`;
    taken.add(anchor);
    return anchor;
  });
}

function lead(verifications: readonly Verification[]): Html {
  const { checks, broken } = tally(verifications);
  if (checks + broken === 0)
    return html`<p class="lead quiet">Nothing was checked: what follows is what was computed.</p>`;
  const said = outcome(verifications);
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  const on = verifications.length === 1 ? 'one problem' : `${verifications.length} problems`;
  return html`<p class="lead"><strong class="${holds(verifications) ? 'good' : 'bad'}">${sentence}</strong>, on ${on}.</p>`;
}

/** What a report says beside its evidence. */
export interface ReportOptions {
  readonly title: string;
  readonly version: string;
}

/**
 * A report as files: `index.html`, which needs no other file and asks nothing of any network, and each of its pictures
 * as an `.svg`.
 *
 * The same verifications make the same bytes: no date, no duration, no name of a machine.
 */
export function report(
  verifications: readonly Verification[],
  { title, version }: ReportOptions,
): FileContents {
  const anchors = anchorsOf(verifications.map((v) => v.problem.name));
  const numbering = new Numbering();
  const sections = verifications.map((v, i) => section(v, anchors[i], numbering));
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`;
  const { checks, broken } = tally(verifications);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(pageStyle)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${lead(verifications)}
</header>
<main>
${checks + broken > 0 && checkTable(verifications, anchors)}
${sections}</main>
<footer class="quiet">Made by ottoflow ${version}. Every number on this page is computed by the run that wrote it; expected values come from closed forms or from the source named beside them.</footer>
</body>
</html>
`;
  const files = new Map<string, string>();
  for (const [name, svg] of numbering.pictures)
    files.set(name, svg.replace('>', `><style>${pictureStyle}</style>`));
  return files.set('index.html', page.text);
}
