import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { ArgumentError } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { npy } from '../../src/node/npy.ts';
import { npz } from '../../src/node/npz.ts';
import { readNpy } from '../support/readNpy.ts';

describe('npy', () => {
  test('an independent reader gets every double back, whatever the shape', () => {
    const cases = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }).chain((shape) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return fc.tuple(fc.constant(shape), fc.array(fc.double(), { minLength: size, maxLength: size }));
    });
    fc.assert(
      fc.property(cases, ([shape, data]) => {
        expect(readNpy(npy(data, shape))).toEqual({ data, shape, fortranOrder: false });
      }),
    );
  });

  test('the data begin at a multiple of 64 bytes, behind a line end', () => {
    for (const n of [0, 1, 10, 12345, 1e6]) {
      const bytes = npy(new Float64Array(n), [n]);
      const start = bytes.length - 8 * n;
      expect(start % 64).toBe(0);
      expect(bytes[start - 1]).toBe(10);
    }
  });

  test('a shape that does not hold the data is refused', () => {
    expect(() => npy([1, 2, 3], [2])).toThrow(ArgumentError);
  });
});

describe('npz', () => {
  const arrays = {
    density: { data: [1, 2, 3, 4, 5, 6], shape: [2, 3] },
    times: { data: [0, Number.NaN], shape: [2] },
  };

  test('holds one .npy file per array', () => {
    const files = unzipSync(npz(arrays));
    expect(Object.keys(files)).toEqual(['density.npy', 'times.npy']);
    expect(readNpy(files['density.npy'])).toMatchObject(arrays.density);
    expect(readNpy(files['times.npy'])).toMatchObject(arrays.times);
  });

  test('equal arrays make equal bytes: the date of the files is the first of the format, not today', () => {
    const bytes = npz(arrays);
    const dosDate = new DataView(bytes.buffer, bytes.byteOffset).getUint32(10, true);
    expect(dosDate).toBe(((1 << 5) | 1) << 16);
    expect(npz(arrays)).toEqual(bytes);
  });
});
