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
const GAP = 22;
// Mean width of a character of a 12-pixel sans-serif font: nothing here can measure text.
const CHARACTER = 6.5;

function sample({ kind, colour, dash, symbol }: Look): string {
  if (kind === 'dots')
    return `<path transform="translate(${SAMPLE / 2},0)" d="${symbolPath(symbol)}" fill="${colour}"/>`;
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `<path d="M0,0H${SAMPLE}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`;
}

/**
 * Lays out one entry per series: a sample of how it is drawn, and its label.
 *
 * @param width - room in pixels; entries that do not fit beside one another go to the next row.
 */
export function legend(
  entries: readonly { readonly label: string; readonly look: Look }[],
  width: number,
): Legend {
  let x = 0;
  let y = 0;
  const placed = entries.map(({ label, look }) => {
    const w = SAMPLE + 7 + CHARACTER * label.length;
    if (x > 0 && x + w > width) {
      x = 0;
      y += ROW;
    }
    const text = `<text x="${SAMPLE + 7}" dy="0.32em" fill="currentColor">${escapeMarkup(label)}</text>`;
    const entry = `<g transform="translate(${Math.round(x)},${y + ROW / 2})">${sample(look)}${text}</g>`;
    x += w + GAP;
    return entry;
  });
  return { height: entries.length === 0 ? 0 : y + ROW, svg: placed.join('') };
}
