import * as Plot from '@observablehq/plot';
import type { Series } from '../../verify/figure.ts';
import type { Look } from './look.ts';
import { type Point, thin } from './thin.ts';

// A column is a pixel: what is left out cannot be seen.
const COLUMNS = 600;

interface Bar extends Point {
  readonly error: number;
}

function bars({ x, y, error }: Series, visible: (p: Point) => boolean): Bar[] {
  if (error === undefined) return [];
  return Array.from(error, (e, i) => ({ x: x[i], y: y[i], error: e })).filter(
    (b) => visible(b) && b.error > 0,
  );
}

/** Curves are broken, and points left out, where `visible` says that there is nothing to draw. */
export function marks(
  series: Series,
  look: Look,
  visible: (p: Point) => boolean,
  lowest: number,
): Plot.Markish[] {
  const points = Array.from(series.x, (x, i) => ({ x, y: series.y[i] }));
  const at = { x: 'x', y: (p: Point) => (visible(p) ? p.y : Number.NaN), clip: true } as const;
  const whisker = Plot.link(bars(series, visible), {
    x: 'x',
    y1: (b: Bar) => Math.max(b.y - b.error, lowest),
    y2: (b: Bar) => b.y + b.error,
    stroke: look.colour,
    strokeWidth: 1.2,
    marker: 'tick',
    clip: true,
  });
  if (look.kind === 'dots') {
    const dots = Plot.dot(points.filter(visible), { ...at, r: 3.2, symbol: look.symbol, fill: look.colour });
    return [whisker, dots];
  }
  const dash = look.dash === '' ? {} : { strokeDasharray: look.dash };
  const curve = look.kind === 'steps' ? 'step' : 'linear';
  const line = Plot.line(thin(points, COLUMNS), {
    ...at,
    curve,
    stroke: look.colour,
    strokeWidth: 2,
    ...dash,
  });
  return [whisker, line];
}
