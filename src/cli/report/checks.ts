import type { Check } from '../../verify/check.ts';
import { checkNumbers } from '../numbers.ts';
import { checksOf, tally, type Verification } from '../verification.ts';
import { type Html, html } from './html.ts';

function verdict(pass: boolean): Html {
  return html`<span class="verdict ${pass ? 'good' : 'bad'}">${pass ? '✓ holds' : '✗ fails'}</span>`;
}

function row(check: Check): Html {
  const [measured, expected, tolerance] = checkNumbers(check, 'typeset');
  return html`<tr${check.pass ? '' : html` class="fails"`}><td>${check.name}</td><td class="number">${measured}</td><td class="number">${expected}</td><td class="number">${tolerance}</td><td>${check.source}</td><td>${verdict(check.pass)}</td></tr>
`;
}

function group(verification: Verification, anchor: string): Html {
  const { problem, error } = verification;
  const { checks, failed } = tally([verification]);
  const broken =
    error === null
      ? ''
      : html`<tr class="fails"><td colspan="5">broke off: ${error}</td><td>${verdict(false)}</td></tr>`;
  const none =
    checks === 0 && error === null
      ? html`<tr class="fails"><td colspan="5">nothing was checked</td><td>${verdict(false)}</td></tr>`
      : '';
  return html`<tbody>
<tr><th colspan="6" scope="rowgroup"><a href="#${anchor}">${problem.name}</a> <span class="quiet">— ${checks - failed} of ${checks} hold</span></th></tr>
${checksOf(verification).map(row)}${broken}${none}</tbody>
`;
}

/** The table of all checks with their verdicts, grouped by problem; `anchors` are the ids of the problems' sections. */
export function checkTable(verifications: readonly Verification[], anchors: readonly string[]): Html {
  return html`<div class="scroll" role="region" aria-label="Checks" tabindex="0">
<table class="checks">
<caption>Every check: what was measured, what is expected and by how much it may be off, and where the expectation comes from.</caption>
<thead><tr><th scope="col">Check</th><th scope="col" class="number">Measured</th><th scope="col" class="number">Expected</th><th scope="col" class="number">Tolerance</th><th scope="col">Source</th><th scope="col">Verdict</th></tr></thead>
${verifications.map((v, i) => group(v, anchors[i]))}</table>
</div>`;
}
