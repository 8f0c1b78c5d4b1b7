import type { Grid } from '../../../src/grid/grid.ts';

/** Differences of cells m, |m_k| ≤ extents_k, as many as densities of cells that are less than a reach apart need. */
export interface Lags {
  readonly grid: Grid;
  readonly extents: readonly number[];
  /** Number of lags, in row-major order. */
  readonly size: number;
}

/** The {@link Lags} up to a reach. */
export function lagsWithin(grid: Grid, reach: number): Lags {
  const extents = grid.axes.map(({ spacing, cells, periodic }) => {
    const needed = Math.ceil(reach / spacing);
    return periodic ? needed : Math.min(cells - 1, needed);
  });
  return { grid, extents, size: extents.reduce((product, m) => product * (2 * m + 1), 1) };
}

/** A field with margins in which any lag of any cell is found: zeros beyond walls, images beyond periodic ends. */
export interface Margined {
  readonly values: Float64Array;
  /** Place of each cell. */
  readonly places: Int32Array;
  /** What each lag adds to a place. */
  readonly offsets: Int32Array;
}

/** A {@link Margined} field of zeros; {@link fillMargined} writes to it. */
export function margined({ grid, extents, size }: Lags): Margined {
  const wide = grid.shape.map((cells, k) => cells + 2 * extents[k]);
  const strides = wide.map((_, k) => wide.slice(k + 1).reduce((a, b) => a * b, 1));
  const place = (index: number, shape: readonly number[], margin: (k: number) => number): number => {
    let rest = index;
    let at = 0;
    for (let k = shape.length - 1; k >= 0; k--) {
      at += strides[k] * ((rest % shape[k]) + margin(k));
      rest = Math.floor(rest / shape[k]);
    }
    return at;
  };
  const lags = extents.map((m) => 2 * m + 1);
  return {
    values: new Float64Array(wide.reduce((a, b) => a * b, 1)),
    places: Int32Array.from({ length: grid.size }, (_, i) => place(i, grid.shape, (k) => extents[k])),
    offsets: Int32Array.from({ length: size }, (_, m) => place(m, lags, (k) => -extents[k])),
  };
}

/** Writes a cell field into a margined one. */
export function fillMargined(
  { values, places }: Margined,
  { grid, extents }: Lags,
  field: Float64Array,
): void {
  values.fill(0);
  for (let i = 0; i < field.length; i++) values[places[i]] = field[i];
  const shape = grid.shape.map((cells, k) => cells + 2 * extents[k]);
  let stride = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    const cells = grid.shape[k];
    if (grid.axes[k].periodic)
      for (let i = 0; i < values.length; i++) {
        const along = (Math.floor(i / stride) % shape[k]) - extents[k];
        const turn = Math.floor(along / cells);
        if (turn !== 0) values[i] = values[i - turn * cells * stride];
      }
    stride *= shape[k];
  }
}

/** Σ_i a_i b_{i+m} for all lags m, b margined. */
export function lagProducts(out: Float64Array, a: Float64Array, { values, places, offsets }: Margined): void {
  out.fill(0);
  for (let i = 0; i < a.length; i++) {
    const own = a[i];
    if (own === 0) continue;
    const place = places[i];
    for (let m = 0; m < offsets.length; m++) out[m] += own * values[place + offsets[m]];
  }
}
