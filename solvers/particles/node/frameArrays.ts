import type { NamedArray } from '../../../src/node/npz.ts';
import type { ReadArray } from '../../../src/node/readArray.ts';
import type { Frame } from '../frame.ts';
import { type FrameValue, frameOf, frameValues } from '../gathering.ts';

/** The values that frames have under one name, as one array. */
function stacked(values: readonly FrameValue[]): NamedArray {
  const [first] = values;
  if (typeof first === 'number') return { data: values.map(Number), shape: [values.length] };
  const lists = values.map((v): readonly (Int32Array | Float64Array)[] =>
    typeof v === 'number' ? [] : ArrayBuffer.isView(v) ? [v] : v,
  );
  const parts = lists.flat();
  const data = new (first instanceof Int32Array ? Int32Array : Float64Array)(parts.length * parts[0].length);
  parts.forEach((part, k) => {
    data.set(part, k * part.length);
  });
  const axes = ArrayBuffer.isView(first) ? [] : [lists[0].length];
  return { data, shape: [values.length, ...axes, parts[0].length] };
}

/** The value of the k-th frame in an array that {@link stacked} made. */
function sliced({ data, shape }: ReadArray, k: number): FrameValue {
  const size = data.length / shape[0];
  const own = data.slice(k * size, (k + 1) * size);
  if (shape.length === 1) return own[0];
  if (shape.length === 2) return own;
  const length = shape[2];
  return Array.from({ length: shape[1] }, (_, axis) =>
    Float64Array.from(own.subarray(axis * length, (axis + 1) * length)),
  );
}

/** The values of frames, by name: the first axis is time, the last entries, or realisations. */
export function frameArrays(frames: readonly Frame[]): Record<string, NamedArray> {
  const values = frames.map(frameValues);
  // All frames of an ensemble hold the same values, in the same order.
  return Object.fromEntries(
    values[0].map(([name], k) => [name, stacked(values.map((frame) => frame[k][1]))]),
  );
}

/** The frames, so many, of which {@link frameArrays} made arrays. */
export function framesFrom(
  arrays: readonly (readonly [name: string, array: ReadArray])[],
  number: number,
): Frame[] {
  return Array.from({ length: number }, (_, k) =>
    frameOf(arrays.map(([name, array]) => [name, sliced(array, k)])),
  );
}
