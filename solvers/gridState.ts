/** What solvers on a grid carry from step to step, beside their own. */
export interface GridState {
  time: number;
  index: number;
  /** Current cell averages; replaced, never written to. */
  density: Float64Array;
}
