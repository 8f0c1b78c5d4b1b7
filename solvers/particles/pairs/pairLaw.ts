/**
 * What a pair of particles at distance r adds to the sum of each: g(r²) times the difference of their places. A table in r², and a
 * function where it is too steep for one.
 */
export interface PairLaw {
  /** Square of the distance from which on nothing is added. */
  readonly reach: number;
  /** Square of the distance below which `close` is called instead of the table. */
  readonly near: number;
  /** g(s). */
  readonly close: (s: number) => number;
  /** g at k/scale, k = 0, 1, …, interpolated between; the last two entries are at or beyond the reach. */
  readonly table: Float64Array;
  readonly scale: number;
}
