import type { Grid } from '../../../src/grid/grid.ts';
import type { Row } from './row.ts';
import { halfSlope, limitedHalfSlope } from './slope.ts';
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
}

function axisOf(layers: number, stride: number, spacing: number, periodic: boolean): AcrossAxis {
  const layer = (): Float64Array => new Float64Array(stride);
  return {
    layers,
    stride,
    inverse: 1 / spacing,
    periodic,
    half: layer(),
    flux: layer(),
  };
}

/** Work space for axis k, not the last one. */
export function acrossAxis({ axes, strides }: Grid, k: number): AcrossAxis {
  const { cells, spacing, periodic } = axes[k];
  return axisOf(cells, strides[k], spacing, periodic);
}

/** Of a line, whose only row has none beside it. */
export function noAxis({ size }: Grid): AcrossAxis {
  return axisOf(1, size, 1, false);
}

/**
 * Before the rows of the first layer: its slopes along the axis, and what comes into it from the last layer of a periodic
 * axis. Overwrites what is in `row`.
 */
export function enterAcross(row: Row, axis: AcrossAxis, at: Variation, p: Float64Array, first: number): void {
  const { layers, stride, periodic, half, flux } = axis;
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

/** The first cell of the row behind the one from `start` on, along an axis; negative if there is a wall. */
export function nextRow(axis: AcrossAxis, start: number): number {
  const { layers, stride, periodic } = axis;
  const layer = layerOf(axis, start);
  if (layer < layers - 1) return start + stride;
  return periodic ? start - layer * stride : -1;
}

/**
 * Adds to `row` what passes the faces across an axis, for the row of cells from `start` on. Rows of one layer come after
 * those of the layer before.
 */
export function passAcross(row: Row, axis: AcrossAxis, at: Variation, p: Float64Array, start: number): void {
  const next = nextRow(axis, start);
  if (next >= 0) faces(row, axis, at, p, start, next, nextRow(axis, next));
  else wall(row, axis, start % axis.stride);
}

/** The faces between the rows from `start` and `next` on; `beyond` is the row behind, negative if there is a wall. */
function faces(
  { count, always, rate, outflow, across: upwind }: Row,
  { stride, inverse, half, flux: into }: AcrossAxis,
  at: Variation,
  p: Float64Array,
  start: number,
  next: number,
  beyond: number,
): void {
  const entry = start % stride;
  const { xi } = at;
  for (let i = 0; i < count; i++) {
    const l = start + i;
    const r = next + i;
    const e = entry + i;
    const q = p[r];
    const back = q - p[l];
    const forward = beyond >= 0 ? p[beyond + i] - q : back;
    const central = 0.25 * (back + forward);
    const nextHalf = !always && Math.abs(central) <= q ? central : limitedHalfSlope(back, forward, q);
    const u = (xi[l] - xi[r]) * inverse;
    const fromLeft = p[l] + half[e];
    const fromRight = q - nextHalf;
    const carried = u > 0 ? fromLeft : fromRight;
    const flux = u * carried * inverse;
    upwind[i] = carried;
    half[e] = nextHalf;
    rate[i] += into[e] - flux;
    outflow[i] += 0.5 * (Math.abs(into[e]) - into[e] + Math.abs(flux) + flux);
    into[e] = flux;
  }
}

/** The last layer before a wall: there is what comes in, and nothing goes on. */
function wall({ count, rate, outflow }: Row, { flux: into }: AcrossAxis, entry: number): void {
  for (let i = 0; i < count; i++) {
    rate[i] += into[entry + i];
    outflow[i] += Math.max(-into[entry + i], 0);
  }
}
