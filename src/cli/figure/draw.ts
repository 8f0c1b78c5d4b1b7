import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Figure, FigureAxis, Series } from '../../verify/figure.ts';
import { escapeMarkup } from '../markup.ts';
import { legend } from './legend.ts';
import { looks } from './look.ts';
import { marks } from './marks.ts';
import { shadeLegend, shades } from './shades.ts';
import type { Point } from './thin.ts';
import { type AxisTicks, axisTicks } from './ticks.ts';

const WIDTH = 640;
const PLOT_HEIGHT = 320;
const LEFT = 64;
const RIGHT = 16;
const BOTTOM = 44;

function* values(series: readonly Series[], of: 'x' | 'y'): Generator<number> {
  for (const { x, y, error } of series)
    for (let i = 0; i < x.length; i++) {
      if (of === 'x') yield x[i];
      else {
        yield y[i];
        yield y[i] - (error?.[i] ?? 0);
        yield y[i] + (error?.[i] ?? 0);
      }
    }
}

/** What an axis has to show of a map. */
function* edges({ map }: Figure, of: 'x' | 'y'): Generator<number> {
  if (map !== undefined) for (let i = 0; i < map[of].length; i++) yield map[of][i];
}

/** Everything that an axis has to show. */
function* extent(figure: Figure, of: 'x' | 'y'): Generator<number> {
  yield* values(figure.series, of);
  yield* edges(figure, of);
}

/** How high the frame is: a map has the same scale along both axes. */
function heightOf({ map }: Figure): number {
  if (map === undefined) return PLOT_HEIGHT;
  const span = (edge: ArrayLike<number>): number => edge[edge.length - 1] - edge[0];
  return Math.min(WIDTH, Math.round(((WIDTH - LEFT - RIGHT) * span(map.y)) / span(map.x)));
}

/** Pixels of a coordinate of a plot. */
function pixels(plot: ReturnType<typeof Plot.plot>, name: 'x' | 'y'): (value: number) => number {
  return (value) => plot.scale(name)?.apply(value) ?? Number.NaN;
}

function axes({ x, y }: Figure, tx: AxisTicks, ty: AxisTicks): Plot.Markish[] {
  const common = { labelAnchor: 'center', labelArrow: 'none', fontSize: 12 } as const;
  const quiet = { tickFormat: () => '', label: null, tickSize: 3 };
  return [
    Plot.gridX(tx.ticks, { strokeOpacity: 0.12 }),
    Plot.gridY(ty.ticks, { strokeOpacity: 0.12 }),
    Plot.frame({ strokeOpacity: 0.6 }),
    Plot.axisX(tx.minor, quiet),
    Plot.axisY(ty.minor, quiet),
    Plot.axisX(tx.ticks, { ...common, tickFormat: tx.format, label: x.label, labelOffset: 38 }),
    Plot.axisY(ty.ticks, { ...common, tickFormat: ty.format, label: y.label, labelOffset: 58 }),
  ];
}

function scale({ type, domain }: AxisTicks): Plot.ScaleOptions {
  return { type, domain: [...domain] };
}

/** Geometry to a hundredth of a pixel; text is left alone. */
function rounded(svg: string): string {
  return svg.replace(/ (d|transform|[xy][12]?)="([^"]*)"/g, (_, name: string, numbers: string) => {
    return ` ${name}="${numbers.replace(/-?\d+\.\d{3,}(e-\d+)?/g, (v) => String(Number(Number(v).toFixed(2))))}"`;
  });
}

/** Ids that depend on the figure alone, so that pictures on one page do not clash and equal figures make equal text. */
function withOwnIds(svg: string, id: string): string {
  const own = new Map<string, string>();
  return svg.replace(/plot-(clip|marker)-\d+/g, (name) => {
    if (!own.has(name)) own.set(name, `${id}-${own.size + 1}`);
    return own.get(name) ?? name;
  });
}

/** What a figure shows, in words, for those who do not see it. */
function description({ title, x, y, series, map }: Figure): string {
  const axis = ({ label, scale: s }: FigureAxis): string => (s === 'log' ? `${label} (log scale)` : label);
  const shown = [
    ...(map === undefined ? [] : [`Shades: ${map.label}.`]),
    ...(series.length === 0 && map !== undefined
      ? []
      : [`Curves: ${series.map((s) => s.label).join('; ')}.`]),
  ];
  return `${title}: ${axis(y)} against ${axis(x)}. ${shown.join(' ')}`;
}

/**
 * Draws a figure as an SVG element of 640 pixels' width, readable on light and on dark paper.
 *
 * @param id - unique on the page that will hold the picture; the figure's own by default.
 */
export function draw(figure: Figure, id: string = figure.id): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const style = looks(figure.series);
  // Curves run from wall to wall; a lone point on the frame would be cut in half.
  const beside = style.some((l) => l.kind === 'dots') ? 0.03 : 0;
  const { map } = figure;
  const tx = axisTicks(figure.x, extent(figure, 'x'), beside);
  // A map ends with its frame.
  const ty = axisTicks(figure.y, extent(figure, 'y'), map === undefined ? 0.05 : 0);
  const key = legend(
    figure.series.map(({ label }, i) => ({ label, look: style[i] })),
    WIDTH - LEFT - RIGHT,
  );
  const visible = ({ x, y }: Point): boolean =>
    Number.isFinite(x) &&
    Number.isFinite(y) &&
    (tx.type === 'linear' || x > 0) &&
    (ty.type === 'linear' || y > 0);
  const shaded = map === undefined ? null : shadeLegend(map);
  const top = 10 + key.height + (shaded?.height ?? 0);
  const lowest = ty.type === 'log' ? ty.domain[0] : -Infinity;
  const plot = Plot.plot({
    document,
    className: 'plot',
    width: WIDTH,
    height: top + heightOf(figure) + BOTTOM,
    marginTop: top,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginBottom: BOTTOM,
    x: scale(tx),
    y: scale(ty),
    marks: [...axes(figure, tx, ty), ...figure.series.flatMap((s, i) => marks(s, style[i], visible, lowest))],
  });
  plot.querySelector('style')?.remove();
  for (const labelled of plot.querySelectorAll('[aria-label], [aria-description], [aria-hidden]'))
    for (const name of ['aria-label', 'aria-description', 'aria-hidden']) labelled.removeAttribute(name);
  plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  plot.setAttribute('role', 'img');
  plot.setAttribute('font-family', 'Helvetica, Arial, sans-serif');
  plot.setAttribute('font-size', '12');
  const text = rounded(withOwnIds(plot.outerHTML, id));
  const open = text.indexOf('>') + 1;
  const under = map === undefined ? '' : shades(map, pixels(plot, 'x'), pixels(plot, 'y'));
  const strip = shaded === null ? '' : `<g transform="translate(0,${key.height})">${shaded.svg}</g>`;
  const head = `<title>${escapeMarkup(description(figure))}</title>${under}<g transform="translate(${LEFT},4)" text-anchor="start">${key.svg}${strip}</g>`;
  return text.slice(0, open) + head + text.slice(open);
}
