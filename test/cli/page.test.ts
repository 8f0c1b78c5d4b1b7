import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { check, type Evidence } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { report } from '../../src/cli/report/report.ts';
import type { Verification } from '../../src/cli/verification.ts';

const figure = (id: string): Evidence => ({
  kind: 'figure',
  figure: {
    id,
    title: 'Decay <of> E',
    caption: 'Caption & more',
    x: { label: 't' },
    y: { label: 'E', scale: 'log' },
    series: [
      { label: 'a "quoted" label', x: [0, 1], y: [1, 0.1] },
      { label: 'points', x: [0, 1], y: [1, 0.1], error: [0.1, 0.01], style: 'dots' },
    ],
  },
});

const claim = { name: 'rate <of> decay', expected: 2, tolerance: 0.1, source: 'by hand & by book' };

function verification(name: string, measured: number, more: Partial<Verification> = {}): Verification {
  const problem = {
    name,
    title: `Title of ${name}`,
    source: 'S',
    summary: 'About.',
    parameters: { a: 1e-9 },
    cells: [10],
  };
  const evidence: Evidence[] = [
    { kind: 'check', check: check({ ...claim, measured }) },
    figure('decay'),
    {
      kind: 'table',
      table: {
        id: 't',
        title: 'Numbers',
        caption: 'Some',
        columns: ['n', 'what <b>'],
        rows: [[0.5, '<script>alert(1)</script>']],
      },
    },
    { kind: 'note', note: 'A note with <angle> brackets.' },
  ];
  return { problem, evidence, error: null, ...more };
}

const options = { title: 'Report', version: '9.9.9' };

function page(verifications: readonly Verification[]): string {
  const text = report(verifications, options).get('index.html');
  if (typeof text !== 'string') throw new Error('there is no page');
  return text;
}

/** Fails unless every element that is opened is closed in order: the page as XML would have it, but for void elements. */
function unbalanced(text: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, close, name, rest] of text.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
    if (['meta', 'br', 'hr', 'img', 'link'].includes(name) || rest.endsWith('/')) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe('report', () => {
  const both = [verification('paper/4.1', 2.01), verification('paper 4.1', 3)];
  const text = page(both);
  const { document } = parseHTML(text);

  test('is well-formed, in one language, with a title', () => {
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(unbalanced(text)).toEqual([]);
    expect(document.title).toBe('Report');
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('asks nothing of any network, runs no script, and says so to the browser', () => {
    for (const name of ['src', 'data', 'action', 'xlink:href', 'style', 'srcset', 'background'])
      expect([...document.querySelectorAll(`[${name.replace(':', '\\:')}]`)]).toHaveLength(0);
    for (const name of ['script', 'link', 'iframe', 'object', 'embed', 'img', 'base', 'form'])
      expect([...document.querySelectorAll(name)]).toHaveLength(0);
    for (const link of document.querySelectorAll('[href]')) expect(link.getAttribute('href')).toMatch(/^#/);
    expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\((?!#)|@import/);
    const style = document.querySelector('style')?.textContent ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = document
      .querySelector('meta[http-equiv="Content-Security-Policy"]')
      ?.getAttribute('content');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect([...document.querySelectorAll('style')]).toHaveLength(1);
  });

  test('every link leads somewhere on the page', () => {
    const links = [...document.querySelectorAll('a')].map((a) => a.getAttribute('href')?.slice(1) ?? '');
    expect(links).toHaveLength(2);
    for (const id of links) expect(document.getElementById(id)).not.toBeNull();
  });

  test('verdicts are words, grouped by problem, and the first line says how many hold', () => {
    expect(document.querySelector('.lead')?.textContent).toBe('1 of 2 checks does not hold, on 2 problems.');
    const groups = [...document.querySelectorAll('table.checks tbody')];
    expect(groups.map((g) => g.querySelector('th')?.textContent)).toEqual([
      'paper/4.1 — 1 of 1 hold',
      'paper 4.1 — 0 of 1 hold',
    ]);
    const cells = groups.map((g) => [...g.querySelectorAll('td')].map((c) => c.textContent));
    expect(cells[0]).toEqual(['rate <of> decay', '2.01', '2', '± 0.1', 'by hand & by book', '✓ holds']);
    expect(cells[1][5]).toBe('✗ fails');
  });

  test('tables have headings with a scope and a name; figures a caption and a description', () => {
    for (const table of document.querySelectorAll('table')) {
      const named = document.getElementById(table.getAttribute('aria-labelledby') ?? '');
      expect((table.querySelector('caption') ?? named)?.textContent).toMatch(
        /^(Every check|Table \d\. Numbers\.)/,
      );
      for (const th of table.querySelectorAll('th'))
        expect(th.getAttribute('scope')).toMatch(/^(col|rowgroup)$/);
    }
    const pictures = [...document.querySelectorAll('figure')].filter((f) => f.querySelector('svg') !== null);
    expect(pictures).toHaveLength(2);
    for (const f of pictures) {
      expect(f.querySelector('figcaption')?.textContent).toContain('Decay <of> E. Caption & more');
      expect(f.querySelector('svg')?.getAttribute('role')).toBe('img');
      expect(f.querySelector('svg > title')?.textContent).toContain('a "quoted" label');
    }
  });

  test('text is text: markup in names, notes and cells is not run', () => {
    expect(text).not.toContain('<script>');
    expect(document.querySelector('main')?.textContent).toContain('<script>alert(1)</script>');
    expect(document.querySelector('main')?.textContent).toContain('A note with <angle> brackets.');
  });

  test('each picture is a file of its own, well-formed, with its own style', () => {
    const files = report(both, options);
    expect([...files.keys()]).toEqual(['paper-4.1-decay.svg', 'paper-4.1-2-decay.svg', 'index.html']);
    const svg = String(files.get('paper-4.1-decay.svg'));
    expect(unbalanced(svg)).toEqual([]);
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><style>/);
  });

  test('the same evidence makes the same bytes', () => {
    expect([...report(both, options)]).toEqual([...report(both, options)]);
    expect(text).not.toMatch(/\b20\d\d-\d\d|\bseconds?\b/);
  });

  test('says so when a verification broke off, or checked nothing', () => {
    const broke = page([verification('p', 2, { error: 'it <broke>' })]);
    expect(broke).toContain('broke off: it &#60;broke&#62;');
    expect(parseHTML(broke).document.querySelector('.lead')?.textContent).toContain(
      '1 of 1 verifications broke off',
    );
    const nothing = page([verification('p', 2, { evidence: [] }), verification('q', 2)]);
    expect(parseHTML(nothing).document.querySelector('.lead')?.textContent).toContain(
      'in 1 of 2 problems nothing was checked',
    );
    expect(nothing).toContain('nothing was checked</td>');
  });
});
