import type { Grid } from '../../../src/grid/grid.ts';
import { CLOSE, type Row } from './row.ts';
import { halfSlope } from './slope.ts';
import type { Variation } from './variation.ts';

/** An axis across rows, with what the layer of cells before leaves for the next: an entry for each cell of a layer. */
export interface AcrossAxis {
  /** Cells along the axis. */
  readonly layers: number;
  /** Distance in a cell field from layer to layer. */
  readonly stride: number;
  /** 1/h. */
  readonly inverse: number;
  readonly periodic: boolean;
  /** {@link halfSlope} of the layer that comes next. */
  readonly half: Float64Array;
  /** Flux/h into that layer from the one before. */
  readonly flux: Float64Array;
  /** Diffusivity/h² of the faces between them. */
  readonly diffusivity: Float64Array;
}

/** Work space for axis k, not the last one. */
export function acrossAxis(grid: Grid, k: number): AcrossAxis {
  const { cells: layers, spacing, periodic } = grid.axes[k];
  const stride = grid.strides[k];
  const layer = (): Float64Array => new Float64Array(stride);
  return {
    layers,
    stride,
    inverse: 1 / spacing,
    periodic,
    half: layer(),
    flux: layer(),
    diffusivity: layer(),
  };
}

/**
 * Before the rows of the first layer: its slopes along the axis, and what comes into it from the last layer of a periodic
 * axis. Overwrites what is in `row`.
 */
export function enterAcross(row: Row, axis: AcrossAxis, at: Variation, p: Float64Array, first: number): void {
  const { layers, stride, periodic, half, flux, diffusivity } = axis;
  const entry = first % stride;
  const { count, always } = row;
  if (periodic) {
    const last = first + (layers - 1) * stride;
    for (let i = 0; i < count; i++) {
      const q = p[last + i];
      half[entry + i] = halfSlope(q - p[last - stride + i], p[first + i] - q, q, always);
    }
    passAcross(row, axis, at, p, last);
    return;
  }
  flux.fill(0, entry, entry + count);
  diffusivity.fill(0, entry, entry + count);
  for (let i = 0; i < count; i++) {
    const q = p[first + i];
    const forward = layers > 1 ? p[first + stride + i] - q : 0;
    half[entry + i] = halfSlope(forward, forward, q, always);
  }
}

/** The layer of a cell along an axis. */
export function layerOf({ stride, layers }: AcrossAxis, cell: number): number {
  return Math.floor(cell / stride) % layers;
}

/**
 * Adds to `row` what passes the faces across an axis, for the row of cells from `start` on. Rows of one layer come after
 * those of the layer before.
 */
export function passAcross(row: Row, axis: AcrossAxis, at: Variation, p: Float64Array, start: number): void {
  const { layers, stride, periodic } = axis;
  const layer = layerOf(axis, start);
  const first = start - layer * stride;
  if (layer < layers - 1) {
    const next = start + stride;
    faces(row, axis, at, p, start, next, layer < layers - 2 ? next + stride : periodic ? first : start);
  } else if (periodic) faces(row, axis, at, p, start, first, first + stride);
  else wall(row, axis, start % stride);
}

/** The faces between the rows from `start` and `next` on; `beyond` is the row behind, or `start` if there is a wall. */
function faces(
  { count, always, rate, diffusivity: ofRow, outflow }: Row,
  { stride, inverse, half, flux: into, diffusivity }: AcrossAxis,
  { floored, slope, xi, d2U }: Variation,
  p: Float64Array,
  start: number,
  next: number,
  beyond: number,
): void {
  const entry = start % stride;
  const walled = beyond === start;
  for (let i = 0; i < count; i++) {
    const l = start + i;
    const r = next + i;
    const e = entry + i;
    const q = p[r];
    const back = q - p[l];
    const nextHalf = halfSlope(back, walled ? back : p[beyond + i] - q, q, always);
    const u = (xi[l] - xi[r]) * inverse;
    const upwind = u > 0 ? p[l] + half[e] : q - nextHalf;
    const flux = u * upwind * inverse;
    const a = floored[l];
    const b = floored[r];
    const apart = Math.abs(b - a) > CLOSE * (a + b);
    const secant = apart ? (slope[r] - slope[l]) / (b - a) : d2U(0.5 * (a + b));
    const d = upwind * secant * inverse * inverse;
    half[e] = nextHalf;
    rate[i] += into[e] - flux;
    ofRow[i] += diffusivity[e] + d;
    outflow[i] += Math.max(-into[e], 0) + Math.max(flux, 0);
    into[e] = flux;
    diffusivity[e] = d;
  }
}

/** The last layer before a wall: there is what comes in, and nothing goes on. */
function wall(
  { count, rate, diffusivity: ofRow, outflow }: Row,
  { flux: into, diffusivity }: AcrossAxis,
  entry: number,
): void {
  for (let i = 0; i < count; i++) {
    rate[i] += into[entry + i];
    ofRow[i] += diffusivity[entry + i];
    outflow[i] += Math.max(-into[entry + i], 0);
  }
}
