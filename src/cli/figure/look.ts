import type { Series } from '../../verify/figure.ts';

/** How a series is drawn. */
export interface Look {
  readonly colour: string;
  readonly kind: 'line' | 'dots' | 'steps';
  /** stroke-dasharray; empty for solid lines. */
  readonly dash: string;
  readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond';
}

/**
 * Colours on light paper, and what takes their place on dark: hues of Okabe and Ito (2008), which people with any colour
 * vision tell apart, set so that each contrasts at least 4.5 to 1 with its background.
 */
export const palette: readonly { readonly light: string; readonly dark: string }[] = [
  { light: '#0b63a8', dark: '#6db5f2' },
  { light: '#c04a00', dark: '#ff9d62' },
  { light: '#00755a', dark: '#45cba3' },
  { light: '#9c3f86', dark: '#e59bd3' },
  { light: '#866000', dark: '#e6be4a' },
  { light: '#5b5b5b', dark: '#bdbdbd' },
];

const DASHES = ['7 4', '2 3', '10 3 2 3', '14 5'];
const SYMBOLS = ['circle', 'square', 'triangle', 'diamond'] as const;

/** The place of the colour of each series in the palette: a new one for each group, and for each series without. */
function places(series: readonly Series[]): number[] {
  const groups = series.map(({ group }, i) => group ?? i);
  const distinct = [...new Set(groups)];
  return groups.map((group) => distinct.indexOf(group));
}

/** The first of these that is not yet taken, or when all are, the one whose turn it is. */
function next(of: readonly string[], taken: string[]): string {
  const free = of.find((dash) => !taken.includes(dash)) ?? of[taken.length % of.length];
  taken.push(free);
  return free;
}

/**
 * The looks of the series of a figure: no two of the first six groups share a colour, and series that leave their style open, or
 * that ask for dashes or dots, differ in grey too, each taking the next kind of line or symbol.
 */
export function looks(series: readonly Series[]): Look[] {
  const dashes: string[] = [];
  const place = places(series);
  let dots = 0;
  return series.map(({ style }, i) => {
    const base: Look = {
      colour: palette[place[i] % palette.length].light,
      kind: 'line',
      dash: '',
      symbol: 'circle',
    };
    if (style === 'steps') return { ...base, kind: 'steps' };
    if (style === 'dots') return { ...base, kind: 'dots', symbol: SYMBOLS[dots++ % SYMBOLS.length] };
    if (style === 'dashed') return { ...base, dash: next(DASHES, dashes) };
    if (style === undefined) return { ...base, dash: next(['', ...DASHES], dashes) };
    dashes.push('');
    return base;
  });
}
