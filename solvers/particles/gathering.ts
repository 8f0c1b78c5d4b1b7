import type { Frame } from './frame.ts';

/** What a frame may hold: a number or counts, which add up, or lists with one entry per realisation. */
export type FrameValue = number | Int32Array | Float64Array | readonly Float64Array[];

/** The values of a frame by name: all that merges and files know of what frames hold. */
export function frameValues(frame: Frame): [name: string, value: FrameValue][] {
  return Object.entries(frame);
}

/** A frame from its values by name. */
export function frameOf(values: Iterable<readonly [name: string, value: FrameValue]>): Frame {
  // Whoever calls this has the names from a frame.
  return Object.fromEntries(values) as unknown as Frame;
}

function isList(value: FrameValue): value is readonly Float64Array[] {
  return Array.isArray(value);
}

function addTo(sum: Int32Array | Float64Array, counts: Int32Array | Float64Array): void {
  for (let i = 0; i < counts.length; i++) sum[i] += counts[i];
}

/** Puts one frame together from shares of it that come one by one: numbers and counts are added, lists kept side by side. */
export class FrameGathering {
  // One entry per value, in the order of the first frame; of lists, those of all shares.
  readonly #parts = new Map<string, number | Int32Array | Float64Array | (readonly Float64Array[])[]>();

  add(frame: Frame): void {
    for (const [name, value] of frameValues(frame)) {
      const part = this.#parts.get(name);
      if (part === undefined) this.#parts.set(name, isList(value) ? [value] : copy(value));
      else if (Array.isArray(part) && isList(value)) part.push(value);
      else if (ArrayBuffer.isView(part) && ArrayBuffer.isView(value)) addTo(part, value);
      // The time of a frame is that of all of its shares.
      else if (typeof part === 'number' && typeof value === 'number' && name !== 'time')
        this.#parts.set(name, part + value);
    }
  }

  /** @param order - entry k of the lists is entry order[k] of those of all shares, one behind the other. */
  frame(order: readonly number[]): Frame {
    return frameOf(
      [...this.#parts].map(([name, part]) => [name, Array.isArray(part) ? inOrder(part, order) : copy(part)]),
    );
  }
}

function copy<T extends number | Int32Array | Float64Array>(value: T): T {
  return (typeof value === 'number' ? value : value.slice()) as T;
}

/** Lists of all shares, one behind the other and then in order, axis by axis. */
function inOrder(shares: readonly (readonly Float64Array[])[], order: readonly number[]): Float64Array[] {
  return shares[0].map((_, axis) => {
    const all = new Float64Array(order.length);
    let at = 0;
    for (const share of shares) {
      all.set(share[axis], at);
      at += share[axis].length;
    }
    return Float64Array.from(order, (k) => all[k]);
  });
}
