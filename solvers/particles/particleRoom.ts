import { type KernelRoom, kernelRoom } from '../../src/numerics/wasm/kernelRoom.ts';
import particlesModule from './particles.wasm.ts';

/** Functions of numbers and pointers, with the arguments of those in `assembly/particles/`. */
export interface ParticleKernels {
  readonly normalPairs: (...values: number[]) => void;
  readonly sortIntoCells: (...values: number[]) => void;
  readonly pairSums: (...values: number[]) => void;
  readonly moveSoft: (...values: number[]) => number;
  readonly addSums: (...values: number[]) => void;
  readonly fly: (...values: number[]) => number;
  readonly displace: (...values: number[]) => void;
  readonly confine: (...values: number[]) => void;
  /** What pairs do that are closer than a table reaches; set before `pairSums` is called. */
  close: (square: number) => number;
}

/** Room for arrays of such lengths that the kernels of particles work on; null where there are none. */
export function particleRoom(fields: readonly number[], integers: readonly number[] = []): KernelRoom | null {
  return kernelRoom([particlesModule], fields, integers);
}

const known = new WeakMap<KernelRoom, ParticleKernels>();

/** The kernels of particles in a room. */
export function kernelsIn(room: KernelRoom): ParticleKernels {
  let kernels = known.get(room);
  if (kernels === undefined) {
    const close = (square: number): number => kernels?.close(square) ?? 0;
    const exports = room.exports(particlesModule, { addPairs: { close } });
    kernels = { ...(exports as unknown as ParticleKernels), close: () => 0 };
    known.set(room, kernels);
  }
  return kernels;
}
