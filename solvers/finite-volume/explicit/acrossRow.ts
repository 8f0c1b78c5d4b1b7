import type { Grid } from '../../../src/grid/grid.ts';
import { raiseDiffusivity } from './raiseDiffusivity.ts';
import type { Row } from './row.ts';
import type { StepBounds } from './stepBounds.ts';
import type { Variation } from './variation.ts';

/**
 * An axis across rows, with what the layer of cells before leaves for the next. Arrays have an entry for each cell of a layer; of two, the
 * first belongs to layers of even number, the second to those of odd number.
 */
export interface AcrossAxis {
  /** Cells along the axis. */
  readonly layers: number;
  /** Distance in a cell field from layer to layer. */
  readonly stride: number;
  /** 1/h. */
  readonly inverse: number;
  readonly periodic: boolean;
  /** Half slopes of a layer. */
  readonly half: readonly [Float64Array, Float64Array];
  /** Flux/h into a layer from the one before, and what it carries. */
  readonly into: readonly [Float64Array, Float64Array];
  readonly upwind: Float64Array;
}

/** Work space for axis k, not the last one. @param field - makes arrays that the kernels can work on. */
export function acrossAxis(
  { axes, strides }: Grid,
  k: number,
  field: (length: number) => Float64Array,
): AcrossAxis {
  const { cells: layers, spacing, periodic } = axes[k];
  const stride = strides[k];
  const two = (): [Float64Array, Float64Array] => [field(stride), field(stride)];
  return { layers, stride, inverse: 1 / spacing, periodic, half: two(), into: two(), upwind: field(stride) };
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

/**
 * Finds the slopes of the row from `next` on, and what passes the faces into it from the row before.
 *
 * @param parity - of the layer before.
 */
function cross(
  row: Row,
  axis: AcrossAxis,
  { xi }: Variation,
  p: Float64Array,
  start: number,
  next: number,
  parity: number,
): void {
  const { count, always } = row;
  const { halfSlopes, fluxes } = row.kernels;
  const { half, into, upwind, inverse, stride } = axis;
  const entry = start % stride;
  const own = half[parity];
  const onward = half[1 - parity];
  halfSlopes(onward, entry, p, start, next, nextRow(axis, next), count, always);
  fluxes(into[1 - parity], upwind, entry, p, xi, start, next, count, inverse, own, entry, onward, entry);
}

/** Before the rows of the first layer: its slopes along the axis, and what comes into it from the last layer of a periodic axis. */
export function enterAcross(row: Row, axis: AcrossAxis, at: Variation, p: Float64Array, first: number): void {
  const { layers, stride, periodic, half, into } = axis;
  const { count, always } = row;
  const { halfSlopes } = row.kernels;
  const entry = first % stride;
  if (periodic) {
    const last = first + (layers - 1) * stride;
    halfSlopes(half[1], entry, p, last - stride, last, first, count, always);
    cross(row, axis, at, p, last, first, 1);
  } else {
    halfSlopes(half[0], entry, p, -1, first, nextRow(axis, first), count, always);
    into[0].fill(0, entry, entry + count);
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
  const { kernels, count, rate, outflow } = row;
  const { into, upwind, stride } = axis;
  const entry = start % stride;
  const parity = layerOf(axis, start) & 1;
  const next = nextRow(axis, start);
  if (next >= 0) {
    cross(row, axis, at, p, start, next, parity);
    if (bounds !== null) raiseDiffusivity(bounds, kernels, upwind, entry, at, p, start, next, count);
  } else into[1 - parity].fill(0, entry, entry + count);
  kernels.passFaces(rate, outflow, into[parity], into[1 - parity], entry, count);
}
