import type { KernelRoom } from '../../../src/numerics/wasm/kernelRoom.ts';
import { balance } from './balance.ts';
import { blend } from './blend.ts';
import explicitModule from './explicit.wasm.ts';
import { fluxes } from './fluxes.ts';
import { least } from './least.ts';
import { passFaces } from './passFaces.ts';
import { raiseBySecants } from './raiseDiffusivity.ts';
import { halfSlopes } from './slope.ts';

/** The loops of the scheme over the cells of a row. */
export interface RowKernels {
  readonly halfSlopes: typeof halfSlopes;
  readonly fluxes: typeof fluxes;
  readonly passFaces: typeof passFaces;
  readonly balance: typeof balance;
  readonly raiseBySecants: typeof raiseBySecants;
  readonly blend: typeof blend;
  readonly least: typeof least;
}

/** The loops in TypeScript, for arrays anywhere. */
export const plainKernels: RowKernels = {
  halfSlopes,
  fluxes,
  passFaces,
  balance,
  raiseBySecants,
  blend,
  least,
};

/** Numbers and pointers in, a number out. */
type Function = (...values: number[]) => number;

/** The same loops in WebAssembly, to the bit; all arrays have to be in `room`. Cells at a negative index are beyond a wall, a pointer of 0. */
export function wasmKernels(room: KernelRoom): RowKernels {
  const wasm = room.exports(explicitModule) as Record<keyof RowKernels, Function>;
  const { halfSlopes: slopes, fluxes: flow, passFaces: pass, balance: sum, raiseBySecants: raise } = wasm;
  const { blend: mix, least: lowest } = wasm;
  return {
    halfSlopes: (out, at, p, before, cell, behind, count, always) => {
      const start = p.byteOffset;
      slopes(
        out.byteOffset + 8 * at,
        before < 0 ? 0 : start + 8 * before,
        start + 8 * cell,
        behind < 0 ? 0 : start + 8 * behind,
        count,
        Number(always),
      );
    },
    fluxes: (flux, upwind, face, p, xi, left, right, count, inverse, halfLeft, l, halfRight, r) => {
      const start = p.byteOffset;
      const ofXi = xi.byteOffset;
      flow(
        flux.byteOffset + 8 * face,
        upwind.byteOffset + 8 * face,
        start + 8 * left,
        start + 8 * right,
        ofXi + 8 * left,
        ofXi + 8 * right,
        count,
        inverse,
        halfLeft.byteOffset + 8 * l,
        halfRight.byteOffset + 8 * r,
      );
    },
    passFaces: (rate, outflow, into, onward, entry, count) => {
      const from = 8 * entry;
      pass(rate.byteOffset, outflow.byteOffset, into.byteOffset + from, onward.byteOffset + from, count);
    },
    balance: (out, start, p, rate, outflow, flux, count, most) =>
      sum(
        out.byteOffset + 8 * start,
        p.byteOffset + 8 * start,
        rate.byteOffset,
        outflow.byteOffset,
        flux.byteOffset,
        count,
        most,
      ),
    raiseBySecants: (upwind, face, p, slope, left, right, count, floor, largest) => {
      const start = p.byteOffset;
      const ofSlope = slope.byteOffset;
      return raise(
        upwind.byteOffset + 8 * face,
        start + 8 * left,
        start + 8 * right,
        ofSlope + 8 * left,
        ofSlope + 8 * right,
        count,
        floor,
        largest,
      );
    },
    blend: (out, p, rate, timeStep, initial, share, lower, upper) =>
      mix(
        out.byteOffset,
        p.byteOffset,
        rate.byteOffset,
        timeStep,
        initial.byteOffset,
        share,
        lower,
        upper,
        out.length,
      ) !== 0,
    least: (p) => lowest(p.byteOffset, p.length),
  };
}
