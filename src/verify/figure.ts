/** One curve or point set of a figure. @see {@link Figure} */
export interface Series {
  /** Legend entry. */
  readonly label: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Half lengths of vertical error bars. */
  readonly error?: ArrayLike<number>;
  readonly style?: 'line' | 'dashed' | 'dots' | 'steps';
  /** Series of one group, such as a curve and the histogram that belongs to it, share a colour; without one a series has its own. */
  readonly group?: string;
}

/** A scale and what it shows. @see {@link Figure} */
export interface FigureAxis {
  readonly label: string;
  readonly scale?: 'linear' | 'log';
  readonly domain?: readonly [number, number];
}

/** Shades on the cells of a grid in the plane of a figure. @see {@link Figure} */
export interface FigureMap {
  /** What is shown, for the legend. */
  readonly label: string;
  /** Edges of the columns, ascending: one more than there are columns. */
  readonly x: ArrayLike<number>;
  /** Edges of the rows, ascending. */
  readonly y: ArrayLike<number>;
  /** Values ≥ 0, column by column, as a density on a grid of two dimensions has them; NaN where there is nothing to show. */
  readonly values: ArrayLike<number>;
}

/** A figure as data, for whoever draws it. @see {@link problem} */
export interface Figure {
  /** File-name-safe identifier. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  readonly series: readonly Series[];
  /** What lies under the curves; nothing unless given. */
  readonly map?: FigureMap;
}

/** A table of figures, for whoever prints it. @see {@link problem} */
export interface Table {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}
