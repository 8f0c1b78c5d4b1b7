import { escapeMarkup } from '../markup.ts';
import type { Look } from './look.ts';
import { symbolPath } from './symbol.ts';

/** A legend laid out in rows above a plot. */
export interface Legend {
  /** In pixels. */
  readonly height: number;
  /** SVG elements, with their origin at the upper left corner of the legend. */
  readonly svg: string;
}

const ROW = 19;
const SAMPLE = 30;
const TEXT = SAMPLE + 7;
const GAP = 22;
// Mean width of a character of a 12-pixel sans-serif font: nothing here can measure text.
const CHARACTER = 5.8;

function sample({ kind, colour, dash, symbol }: Look): string {
  if (kind === 'dots')
    return `<path transform="translate(${SAMPLE / 2},0)" d="${symbolPath(symbol)}" fill="${colour}"/>`;
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `<path d="M0,0H${SAMPLE}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`;
}

/** Where each of `columns` columns begins, and the whole width, for entries set row by row. */
function layout(widths: readonly number[], columns: number): { starts: readonly number[]; width: number } {
  const starts: number[] = [];
  let width = 0;
  for (let c = 0; c < columns; c++) {
    starts.push(width + (c > 0 ? GAP : 0));
    width = starts[c] + Math.max(...widths.filter((_, i) => i % columns === c));
  }
  return { starts, width };
}

/**
 * Lays out one entry per series, in as many columns as fit: a sample of how it is drawn, and its label.
 *
 * @param width - room in pixels.
 */
export function legend(
  entries: readonly { readonly label: string; readonly look: Look }[],
  width: number,
): Legend {
  if (entries.length === 0) return { height: 0, svg: '' };
  const widths = entries.map(({ label }) => TEXT + CHARACTER * [...label].length);
  let columns = entries.length;
  while (columns > 1 && layout(widths, columns).width > width) columns--;
  const { starts } = layout(widths, columns);
  const svg = entries.map(({ label, look }, i) => {
    const [x, y] = [Math.round(starts[i % columns]), ROW * (Math.floor(i / columns) + 0.5)];
    const text = `<text x="${TEXT}" dy="0.32em" fill="currentColor">${escapeMarkup(label)}</text>`;
    return `<g transform="translate(${x},${y})">${sample(look)}${text}</g>`;
  });
  return { height: ROW * Math.ceil(entries.length / columns), svg: svg.join('') };
}
