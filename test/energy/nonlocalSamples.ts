import { type Energy, functional, type NonlocalPart } from '../../src/energy/index.ts';
import { type Grid, grid } from '../../src/grid/index.ts';
import { wave } from '../support/wave.ts';

/** |x|. */
export const norm = (x: readonly number[]): number => Math.hypot(...x);

/** 24 cells between walls. */
export const line: Grid = grid([[-0.5, 0.5]], [24]);

/** 15 cells, periodic. */
export const ring: Grid = grid([[0, 1]], [15], { periodic: [true] });

/** Unlike cells in two dimensions. */
export const square: Grid = grid(
  [
    [-0.5, 0.5],
    [-0.5, 0.5],
  ],
  [7, 6],
);

/** Positive values that look random. */
export function field(box: Grid, seed: number): Float64Array {
  return wave(box.size, seed).map((v) => 1 + 0.9 * v);
}

/** The nonlocal part of an energy that has one. */
export function part(energy: Energy, box: Grid): NonlocalPart {
  const { nonlocal } = energy.on(box);
  if (nonlocal === null) throw new Error('no nonlocal part');
  return nonlocal;
}

/** ∫p^4 as a black box. */
export const quartic: Energy = functional({
  convex: true,
  firstVariation: (out, p, { cellVolume }) => {
    let s = 0;
    p.forEach((v, i) => {
      out[i] = 4 * v ** 3;
      s += v ** 4;
    });
    return cellVolume * s;
  },
});
