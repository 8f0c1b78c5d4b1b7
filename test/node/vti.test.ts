import fc from 'fast-check';
import { ArgumentError, grid, view } from 'ottoflow';
import { vti } from 'ottoflow/files';
import { grids } from 'ottoflow/testing';
import { expect, test } from 'vitest';

/** A naive reader of image files with appended raw doubles: attributes by name, and arrays in the order of VTK. */
function parse(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('latin1');
  const head = text.slice(0, text.indexOf('\n_') + 2);
  const attribute = (name: string): number[] =>
    (new RegExp(` ${name}="([^"]*)"`).exec(head)?.[1] ?? '').split(' ').map(Number);
  const arrays = [...head.matchAll(/Name="([^"]*)" format="appended" offset="(\d+)"/g)].map(
    ([, name, offset]) => {
      const at = new DataView(bytes.buffer, head.length + Number(offset));
      const count = Number(at.getBigUint64(0, true)) / 8;
      return [name, Array.from({ length: count }, (_, i) => at.getFloat64(8 + 8 * i, true))] as const;
    },
  );
  const end = text.slice(-'\n  </AppendedData>\n</VTKFile>\n'.length);
  return { head, attribute, arrays: new Map(arrays), end };
}

test('cell values come back, the first axis fastest, whatever the grid', () => {
  fc.assert(
    fc.property(grids(), (on) => {
      const p = Float64Array.from({ length: on.size }, (_, i) => Math.sqrt(i));
      const q = p.map((v) => -v);
      const { attribute, arrays, end, head } = parse(vti(on, { density: p, other: q }, 0.25));
      const extent = attribute('WholeExtent');
      const [nx, ny, nz] = [1, 3, 5].map((k) => Math.max(1, extent[k]));
      const array = view(p, on);
      const expected: number[] = [];
      for (let k = 0; k < nz; k++)
        for (let j = 0; j < ny; j++)
          for (let i = 0; i < nx; i++) expected.push(Number(array.get(...[i, j, k].slice(0, on.dimension))));
      expect(arrays.get('density')).toEqual(expected);
      expect(arrays.get('other')).toEqual(expected.map((v) => -v));
      expect(end).toBe('\n  </AppendedData>\n</VTKFile>\n');
      expect(head).toContain('format="ascii">0.25<');
      const [origin, spacing] = [attribute('Origin'), attribute('Spacing')];
      for (const [k, { lower, upper, cells }] of on.axes.entries()) {
        expect(origin[k]).toBe(lower);
        expect(origin[k] + cells * spacing[k]).toBeCloseTo(upper, 12);
      }
    }),
  );
});

test('what a plane of three by two cells is, byte for byte where it matters', () => {
  const plane = grid(
    [
      [0, 3],
      [10, 12],
    ],
    [3, 2],
  );
  // The centres are at x = ½, 3/2, 5/2 and y = 21/2, 23/2; the values are x + y.
  const values = [11, 12, 12, 13, 13, 14];
  const { head, arrays } = parse(vti(plane, { density: values }));
  expect(head).toContain('WholeExtent="0 3 0 2 0 0" Origin="0 10 0" Spacing="1 1 1"');
  expect(arrays.get('density')).toEqual([11, 12, 13, 12, 13, 14]);
});

test('no field, and fields of another size, are refused', () => {
  const line = grid([[0, 1]], [4]);
  expect(() => vti(line, {})).toThrow(ArgumentError);
  expect(() => vti(line, { density: [1, 2, 3] })).toThrow(/as many as there are cells, 4/);
  expect(() => vti(line, { density: [1, 2, 3, 4] }, Number.NaN)).toThrow(/time/);
});
