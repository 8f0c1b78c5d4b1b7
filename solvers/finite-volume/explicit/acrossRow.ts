import type { Grid } from '../../../src/grid/grid.ts';
import { fluxes } from './fluxes.ts';
import { raiseDiffusivity } from './raiseDiffusivity.ts';
import type { Row } from './row.ts';
import { halfSlopes } from './slope.ts';
import type { StepBounds } from './stepBounds.ts';
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
  /** Half slopes of the layer that comes next. */
  readonly half: Float64Array;
  /** Flux/h into that layer from the one before. */
  readonly into: Float64Array;
}

/** Work space for axis k, not the last one. */
export function acrossAxis({ axes, strides }: Grid, k: number): AcrossAxis {
  const { cells: layers, spacing, periodic } = axes[k];
  const stride = strides[k];
  const layer = (): Float64Array => new Float64Array(stride);
  return { layers, stride, inverse: 1 / spacing, periodic, half: layer(), into: layer() };
}

/** The layer of a cell along an axis. */
export function layerOf({ stride, layers }: AcrossAxis, cell: number): number {
  return Math.floor(cell / stride) % layers;
}

/** The first cell of the row behind the one from `start` on, along an axis; negative if there is a wall. */
function nextRow(axis: AcrossAxis, start: number): number {
  const { layers, stride, periodic } = axis;
  const layer = layerOf(axis, start);
  if (layer < layers - 1) return start + stride;
  return periodic ? start - layer * stride : -1;
}

/** Finds the slopes of the row from `next` on, and what passes the faces into it from the row before. */
function cross(
  row: Row,
  axis: AcrossAxis,
  { xi }: Variation,
  p: Float64Array,
  start: number,
  next: number,
): void {
  const { count, half, flux, upwind, always } = row;
  halfSlopes(half, 0, p, start, next, nextRow(axis, next), count, always);
  fluxes(flux, upwind, 0, p, xi, start, next, count, axis.inverse, axis.half, start % axis.stride, half, 0);
}

/** Adds what passes the faces before the row and behind it. */
function add(
  rate: Float64Array,
  outflow: Float64Array,
  into: Float64Array,
  entry: number,
  onward: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const a = into[entry + i];
    const b = onward[i];
    rate[i] += a - b;
    // |x| − x is twice what x takes away.
    outflow[i] += 0.5 * (Math.abs(a) - a + Math.abs(b) + b);
  }
}

/** Leaves values of a row to the next layer. */
function leave(out: Float64Array, entry: number, values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[entry + i] = values[i];
}

/** Before the rows of the first layer: its slopes along the axis, and what comes into it from the last layer of a periodic axis. */
export function enterAcross(row: Row, axis: AcrossAxis, at: Variation, p: Float64Array, first: number): void {
  const { layers, stride, periodic, half, into } = axis;
  const { count, always } = row;
  const entry = first % stride;
  if (periodic) {
    const last = first + (layers - 1) * stride;
    halfSlopes(half, entry, p, last - stride, last, first, count, always);
    cross(row, axis, at, p, last, first);
    leave(half, entry, row.half, count);
    leave(into, entry, row.flux, count);
  } else {
    halfSlopes(half, entry, p, -1, first, nextRow(axis, first), count, always);
    into.fill(0, entry, entry + count);
  }
}

/**
 * Adds to `row` what passes the faces across an axis, for the row of cells from `start` on. Rows of one layer come after
 * those of the layer before.
 *
 * @param bounds - raised to the diffusivities of the faces, unless null.
 */
export function passAcross(
  row: Row,
  axis: AcrossAxis,
  at: Variation,
  p: Float64Array,
  start: number,
  bounds: StepBounds | null,
): void {
  const { count, rate, outflow, flux, upwind } = row;
  const { into, stride } = axis;
  const entry = start % stride;
  const next = nextRow(axis, start);
  if (next >= 0) {
    cross(row, axis, at, p, start, next);
    if (bounds !== null) raiseDiffusivity(bounds, upwind, 0, at, p, start, next, count);
  } else flux.fill(0);
  add(rate, outflow, into, entry, flux, count);
  leave(axis.half, entry, row.half, count);
  leave(into, entry, flux, count);
}
