import type { GradientFlow } from '../../../src/flow/gradientFlow.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import { type KernelRoom, kernelRoom, makersOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import { type AcrossAxis, acrossAxis, enterAcross, layerOf, passAcross } from './acrossRow.ts';
import { alongRow } from './alongRow.ts';
import explicitModule from './explicit.wasm.ts';
import { type Row, row } from './row.ts';
import { plainKernels, wasmKernels } from './rowKernels.ts';
import type { Limiter } from './slope.ts';
import { clearBounds, DIFFUSIVITY, OUTFLOW, type StepBounds } from './stepBounds.ts';
import { type Variation, variation, vary } from './variation.ts';

/** The semi-discrete scheme dp/dt = L(p) on one grid, with its work space. */
export interface Semidiscrete {
  readonly grid: Grid;
  /** E and δE at the density of the latest {@link rate}. */
  readonly variation: Variation;
  readonly row: Row;
  /** All axes but the last, along which rows lie. */
  readonly across: readonly AcrossAxis[];
  readonly bounds: StepBounds;
  /** 2 Σ_k h_k⁻². */
  readonly curvature: number;
  /** Makes a cell field for densities and rates. */
  readonly field: () => Float64Array;
}

/** Fewer cells than this are done with before kernels are made. */
const WORTH = 2048;
/** Cell fields of a scheme: four of its variation, three of a state, and copies of two potentials. */
const FIELDS = 9;

/** Room for a scheme and a state of it; null where there are no kernels. */
export function roomFor({ size, axes, strides, dimension }: Grid): KernelRoom | null {
  const fields = new Array<number>(FIELDS).fill(size);
  const across = strides.slice(0, -1).flatMap((stride) => new Array<number>(5).fill(stride));
  const rows = new Array<number>(6).fill(axes[dimension - 1].cells + 1);
  return kernelRoom([explicitModule], [...fields, ...across, ...rows]);
}

/** The semi-discrete scheme for a flow. @param room - for all that kernels work on; null for the loops in TypeScript, to the same bits. */
export function semidiscrete(
  flow: GradientFlow,
  limiter: Limiter,
  room: KernelRoom | null = flow.grid.size < WORTH ? null : roomFor(flow.grid),
): Semidiscrete {
  const { grid } = flow;
  const { field } = makersOf(room);
  return {
    grid,
    variation: variation(flow, field),
    row: row(grid, limiter, room === null ? plainKernels : wasmKernels(room), field),
    across: grid.axes.slice(0, -1).map((_, k) => acrossAxis(grid, k, field)),
    bounds: new Float64Array(2),
    curvature: grid.axes.reduce((sum, { spacing }) => sum + 2 / spacing ** 2, 0),
    field: () => field(grid.size),
  };
}

/**
 * Writes L(p) into `out` and returns the largest Δt for which p + Δt L(p) is stable and nonnegative; NaN if δE is not finite.
 *
 * Fluxes are upwind, axis by axis: F = u⁺ p_E + u⁻ p_W with u = −(ξ_R − ξ_L)/h, ξ = δE, and p_E, p_W the reconstructed
 * values beside the face. The step is bounded twice:
 *
 * - positivity: no cell gives away more than it has, Δt Σ_k (u⁺ p_E at the right − u⁻ p_W at the left)/h_k ≤ p. As
 *   p = (p_W + p_E)/2 along every axis, the sum is at most 2p Σ_k max |u_k|/h_k, so that this allows at least
 *   Δt ≤ 1/(2 Σ_k max |u_k|/h_k), hence min_k h_k/(2d max |u_k|), the bound of the source, and more beside vacuum, where |u|
 *   is large but p_E vanishes.
 * - diffusion: where ξ = U′(p), F = −D (p_R − p_L)/h with D = p_upwind (U′(p_R) − U′(p_L))/(p_R − p_L) ≥ 0, so that
 *   p + Δt L(p) is a convex combination of p and its neighbours (a maximum principle) if Δt Σ_k (D_left + D_right)/h_k² ≤ 1,
 *   which is so in every cell if Δt ≤ 1/(2 max D Σ_k h_k⁻²). The first bound does not imply that where velocities vanish.
 *
 * Convex parts hidden in a black-box `functional` are not seen by the second bound; only a rise of E will tell of them.
 *
 * @param later - whether this is a later stage of a step that was bounded by both at its first: then positivity alone is.
 */
export function rate(out: Float64Array, p: Float64Array, scheme: Semidiscrete, later = false): number {
  const { variation: at, row: cells, across, bounds, curvature } = scheme;
  vary(at, p, cells.kernels, later);
  clearBounds(bounds);
  for (let start = 0; start < p.length; start += cells.count) {
    cells.rate.fill(0);
    cells.outflow.fill(0);
    for (const axis of across) {
      if (layerOf(axis, start) === 0) enterAcross(cells, axis, at, p, start);
      passAcross(cells, axis, at, p, start, later ? null : bounds);
    }
    alongRow(out, cells, at, p, start, bounds, !later);
  }
  return Number.isFinite(at.energy)
    ? 1 / Math.max(bounds[OUTFLOW], curvature * bounds[DIFFUSIVITY])
    : Number.NaN;
}
