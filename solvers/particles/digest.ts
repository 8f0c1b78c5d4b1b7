import { threefry2x32 } from './random/threefry.ts';

/**
 * Sixteen hexadecimal digits that lists of numbers which differ do not share but by a chance of 2⁻⁶⁴: the key of a block
 * cipher that each number in turn, as the counter, turns into the next key. It keeps nobody from making two lists alike on purpose.
 *
 * Numbers are rounded to single precision, so that a last digit that another machine's `Math.exp` gives makes no difference.
 */
export function digest(values: ArrayLike<number>): string {
  const key = new Uint32Array(2);
  for (let i = 0; i < values.length; i++) {
    const single = Math.fround(values[i]);
    threefry2x32(key, key[0], key[1], bits(single), i);
  }
  return [...key].map((word) => word.toString(16).padStart(8, '0')).join('');
}

const view = new DataView(new ArrayBuffer(4));

function bits(single: number): number {
  view.setFloat32(0, single);
  return view.getUint32(0);
}
