import type { FigureMap } from '../../verify/figure.ts';
import { escapeMarkup } from '../markup.ts';
import { formatNumber } from '../numbers.ts';
import type { Legend } from './legend.ts';
import { palette } from './look.ts';

/** How many shades there are above none: a reader tells about so many apart. */
const SHADES = 16;
/** Of the first colour of the palette, which is another on dark paper: shades are parts of it, so that none is needed for paper. */
const INK = palette[0].light;
const STRIP = 160;
const ROW = 19;

/** The largest finite value, which gets the darkest shade. */
function top({ values }: FigureMap): number {
  let most = 0;
  for (let k = 0; k < values.length; k++) if (values[k] > most && values[k] < Infinity) most = values[k];
  return most;
}

function filled(d: string, shade: number): string {
  return `<path d="${d}" fill="${INK}" fill-opacity="${(shade / SHADES).toFixed(4)}" shape-rendering="crispEdges"/>`;
}

/**
 * Draws a map as one path for each shade, made of the runs of cells in each column that have it.
 *
 * @param x - pixels of a coordinate.
 * @returns SVG elements; an empty string where every value is 0 or none.
 */
export function shades(map: FigureMap, x: (value: number) => number, y: (value: number) => number): string {
  const { values } = map;
  const rows = map.y.length - 1;
  const most = top(map);
  const at = (value: number): string => value.toFixed(2);
  const runs = Array.from({ length: SHADES + 1 }, (): string[] => []);
  const shadeOf = (i: number, j: number): number => {
    const value = values[i * rows + j];
    return value > 0 && value < Infinity ? Math.ceil((SHADES * value) / most) : 0;
  };
  for (let i = 0; i + 1 < map.x.length; i++)
    for (let j = 0; j < rows; ) {
      const shade = shadeOf(i, j);
      const from = j;
      while (j < rows && shadeOf(i, j) === shade) j++;
      if (shade === 0) continue;
      runs[shade].push(
        `M${at(x(map.x[i]))},${at(y(map.y[from]))}H${at(x(map.x[i + 1]))}V${at(y(map.y[j]))}H${at(x(map.x[i]))}Z`,
      );
    }
  return runs.map((d, shade) => (d.length > 0 ? filled(d.join(''), shade) : '')).join('');
}

/** A strip of all shades between 0 and the largest value. */
export function shadeLegend(map: FigureMap): Legend {
  const step = STRIP / SHADES;
  const strip = Array.from({ length: SHADES }, (_, k) =>
    filled(`M${k * step},3h${step}v13h${-step}Z`, k + 1),
  );
  const text = `${map.label}, from 0 to ${formatNumber(top(map), 3, 'typeset')}`;
  const label = `<text x="${STRIP + 7}" y="${ROW / 2}" dy="0.32em" fill="currentColor">${escapeMarkup(text)}</text>`;
  return { height: ROW, svg: strip.join('') + label };
}
