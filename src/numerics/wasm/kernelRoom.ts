/** The bytes of a WebAssembly module, in base64. */
export type KernelModule = string;

/** Pages of WebAssembly memory have this many bytes. */
const PAGE = 65536;
/** Arrays begin at multiples of this many bytes, the first of them not at 0, which stands for none. */
const ALIGNMENT = 64;
/** Memories cannot be larger. */
const LARGEST = 65535 * PAGE;

/** Room for the constants of kernels. */
const CONSTANTS = 8192;

const rooms = new WeakMap<ArrayBufferLike, KernelRoom>();
const compiled = new Map<KernelModule, WebAssembly.Module | null>();

/** Compiles a module once; null where there is no WebAssembly with 128-bit vectors, or a security policy forbids it. */
function compile(module: KernelModule): WebAssembly.Module | null {
  const known = compiled.get(module);
  if (known !== undefined) return known;
  let made: WebAssembly.Module | null = null;
  try {
    made = new WebAssembly.Module(Uint8Array.from(atob(module), (c) => c.charCodeAt(0)));
  } catch {
    // The loops in TypeScript do the same, to the bit.
  }
  compiled.set(module, made);
  return made;
}

/** Bytes that an array of so many takes: kernels may read two vectors beyond its end. */
function taken(bytes: number): number {
  return ALIGNMENT * Math.ceil((bytes + 32) / ALIGNMENT);
}

/**
 * Memory that WebAssembly kernels work on, and the arrays in it.
 *
 * Its size is fixed when it is made, for arrays would be lost if it grew. It goes when none of its arrays is used any more.
 */
export class KernelRoom {
  readonly #memory: WebAssembly.Memory;
  readonly #instances = new Map<KernelModule, WebAssembly.Exports>();
  readonly #constants = new Map<Float64Array, Float64Array>();
  #end = ALIGNMENT;

  /** Use {@link kernelRoom}. */
  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  #take(bytes: number): number {
    const at = this.#end;
    this.#end = at + taken(bytes);
    return at;
  }

  /** An array of zeros. @throws RangeError if there is no room left. */
  readonly field = (length: number): Float64Array =>
    new Float64Array(this.#memory.buffer, this.#take(8 * length), length);

  /** An array of zeros. @throws RangeError if there is no room left. */
  readonly integers = (length: number): Int32Array =>
    new Int32Array(this.#memory.buffer, this.#take(4 * length), length);

  /** A copy, made once, of numbers that do not change; null if there is no room left. */
  constants(values: Float64Array): Float64Array | null {
    let copy = this.#constants.get(values);
    if (copy === undefined) {
      if (this.#end + taken(8 * values.length) > this.#memory.buffer.byteLength) return null;
      copy = this.field(values.length);
      copy.set(values);
      this.#constants.set(values, copy);
    }
    return copy;
  }

  /**
   * The functions of a module, which work on this memory. They take pointers: the `byteOffset` of an array.
   *
   * @param imports - functions that the module calls; those given first stay.
   */
  exports(module: KernelModule, imports: WebAssembly.Imports = {}): WebAssembly.Exports {
    let exports = this.#instances.get(module);
    if (exports === undefined) {
      const code = compile(module);
      if (code === null) throw new TypeError('this module cannot be compiled here');
      exports = new WebAssembly.Instance(code, { ...imports, env: { memory: this.#memory } }).exports;
      this.#instances.set(module, exports);
    }
    return exports;
  }
}

/**
 * Room for arrays of numbers that the kernels of some modules work on.
 *
 * @param fields - the lengths of the arrays of doubles that will be made in it. @param integers - of those of 32-bit integers.
 * @returns null where the modules cannot be compiled or there is not so much memory: then the loops in TypeScript, on arrays of their own,
 * take the kernels' place.
 */
export function kernelRoom(
  modules: readonly KernelModule[],
  fields: readonly number[],
  integers: readonly number[] = [],
): KernelRoom | null {
  if (modules.some((module) => compile(module) === null)) return null;
  const bytes =
    ALIGNMENT +
    CONSTANTS +
    fields.reduce((sum, n) => sum + taken(8 * n), 0) +
    integers.reduce((sum, n) => sum + taken(4 * n), 0);
  if (bytes > LARGEST) return null;
  const pages = Math.ceil(bytes / PAGE);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const room = new KernelRoom(memory);
    rooms.set(memory.buffer, room);
    return room;
  } catch {
    return null;
  }
}

/** What makes arrays of zeros: in a room, or anywhere if there is none. */
export function makersOf(room: KernelRoom | null): Pick<KernelRoom, 'field' | 'integers'> {
  return (
    room ?? {
      field: (length) => new Float64Array(length),
      integers: (length) => new Int32Array(length),
    }
  );
}

/** Where kernels find arrays that were made in one room. */
export function pointersTo(arrays: readonly (Float64Array | Int32Array)[]): number[] {
  return arrays.map((array) => array.byteOffset);
}

/** The room that arrays were made in; null if that is not one and the same. */
export function roomOf(a: Float64Array, b: Float64Array): KernelRoom | null {
  return a.buffer === b.buffer ? (rooms.get(a.buffer) ?? null) : null;
}
