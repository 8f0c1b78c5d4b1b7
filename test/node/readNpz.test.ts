import fc from 'fast-check';
import { ArgumentError, density, fromView, grid, view } from 'ottoflow';
import { npz, readNpy, readNpz } from 'ottoflow/files';
import { describe, expect, test } from 'vitest';
import { npy } from '../../src/node/npy.ts';

/** A file as NumPy writes it, of any type and order. */
function file(descr: string, order: 'C' | 'F', shape: readonly number[], data: ArrayBufferView): Uint8Array {
  const entries = `{'descr': '${descr}', 'fortran_order': ${order === 'F' ? 'True' : 'False'}, 'shape': (${shape.join(', ')},), }`;
  const header = `${entries.padEnd(117)}\n`;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from('NUMPY\x01\x00'),
    Buffer.from([118, 0]),
    Buffer.from(header),
    bytes,
  ]);
}

const plane = grid(
  [
    [0, 1],
    [0, 1],
  ],
  [2, 3],
);

describe('readNpy', () => {
  test('reads back what npy writes', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shapes, (shape) => {
        const data = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i));
        const array = readNpy(npy(data, shape));
        expect({ shape: array.shape, data: [...array.data] }).toEqual({ shape, data });
      }),
    );
  });

  test('Fortran order is strides, and a density from it is the same', () => {
    const c = readNpy(file('<f8', 'C', [2, 3], Float64Array.of(1, 2, 3, 4, 5, 6)));
    const fortran = readNpy(file('<f8', 'F', [2, 3], Float64Array.of(1, 4, 2, 5, 3, 6)));
    expect(fortran.stride).toEqual([1, 2]);
    expect(density(plane, fortran).values).toEqual(density(plane, c).values);
  });

  test('narrower types are read, others refused by name', () => {
    const shape = [2, 3];
    expect([...readNpy(file('<f4', 'C', shape, Float32Array.of(0.5, 1, 2, 3, 4, 5))).data]).toEqual([
      0.5, 1, 2, 3, 4, 5,
    ]);
    expect([...readNpy(file('<i4', 'C', shape, Int32Array.of(-1, 1, 2, 3, 4, 5))).data]).toEqual([
      -1, 1, 2, 3, 4, 5,
    ]);
    expect([...readNpy(file('<i8', 'C', [2], BigInt64Array.of(-7n, 2n ** 40n))).data]).toEqual([-7, 2 ** 40]);
    expect(() => readNpy(file('<c16', 'C', [1], new Float64Array(2)))).toThrow(
      /descr is "<c16"; allowed: one of <f8/,
    );
  });

  test('what is no file, or not a whole one, is refused', () => {
    const whole = npy([1, 2, 3], [3]);
    for (const bytes of [new Uint8Array(3), new Uint8Array(100), whole.subarray(0, whole.length - 1)])
      expect(() => readNpy(bytes)).toThrow(ArgumentError);
    expect(() => readNpz(whole)).toThrow(/a .npz archive/);
  });
});

test('an archive gives its arrays by name', () => {
  const arrays = readNpz(
    npz({ p: { data: [1, 2, 3, 4, 5, 6], shape: [2, 3] }, t: { data: [0.5], shape: [1] } }),
  );
  expect(Object.keys(arrays)).toEqual(['p', 't']);
  expect(arrays.p.get(1, 2)).toBe(6);
  const withText = npz({ p: { data: Int32Array.of(7), shape: [1] } }, { 'header.json': '{}' });
  expect(Object.entries(readNpz(withText)).map(([name, p]) => [name, p.get(0)])).toEqual([['p', 7]]);
});

test('arrays of any strides go in: reversed, transposed, every second, and views come out', () => {
  const wide = readNpy(
    npy(
      Array.from({ length: 24 }, (_, i) => i + 1),
      [4, 6],
    ),
  );
  const strided = [
    wide.step(2, 2),
    wide.step(-2, -2),
    wide.lo(1, 2).hi(2, 3),
    wide.transpose(1, 0).lo(1, 1).hi(2, 3),
  ];
  for (const array of strided) {
    const values = fromView(array, plane);
    for (const [i, j] of [
      [0, 0],
      [0, 2],
      [1, 1],
      [1, 2],
    ])
      expect(view(values, plane).get(i, j)).toBe(array.get(i, j));
    expect(density(plane, array).values).toEqual(values);
  }
});
