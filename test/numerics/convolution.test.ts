import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/energy/term.ts';
import { ArgumentError } from '../../src/errors/index.ts';
import { type Grid, grid } from '../../src/grid/index.ts';
import { convolution } from '../../src/numerics/convolution.ts';
import { wave } from '../support/wave.ts';

/** The nearest images of a difference along a periodic axis of this length; two where they tie. */
function nearest(difference: number, length: number): number[] {
  const wrapped = difference - length * Math.round(difference / length);
  return Math.abs(Math.abs(wrapped) - length / 2) < 1e-9 * length ? [length / 2, -length / 2] : [wrapped];
}

/** The double sum, index by index. */
function directSum(box: Grid, W: Field, p: Float64Array): number[] {
  return Array.from(p, (_, i) => {
    const x = box.centre(i);
    let s = 0;
    for (let j = 0; j < box.size; j++) {
      const y = box.centre(j);
      let points: number[][] = [[]];
      box.axes.forEach((a, k) => {
        const images = a.periodic ? nearest(x[k] - y[k], a.upper - a.lower) : [x[k] - y[k]];
        points = points.flatMap((z) => images.map((d) => [...z, d]));
      });
      s += (points.reduce((w, z) => w + W(...z), 0) / points.length) * p[j];
    }
    return box.cellVolume * s;
  });
}

// Even, but neither radial nor even in each coordinate on its own.
const W: Field = (x, y = 0, z = 0) =>
  Math.exp(-(x * x) - 0.5 * x * y - y * y) + 0.3 * Math.cos(x + 2 * y - z) + Math.abs(z);

const boxes = fc
  .array(fc.tuple(fc.integer({ min: 3, max: 17 }), fc.boolean()), { minLength: 1, maxLength: 2 })
  .map((axes) =>
    grid(
      axes.map((_, k) => [-1, 1 + k] as const),
      axes.map(([n]) => n),
      { periodic: axes.map(([, periodic]) => periodic) },
    ),
  );

function check(box: Grid, seed: number): void {
  const p = wave(box.size, seed).map(Math.abs);
  const expected = directSum(box, W, p);
  const out = new Float64Array(box.size);
  const convolve = convolution(box, W);
  for (let round = 0; round < 2; round++) {
    convolve(out, p);
    const scale = Math.max(...expected.map(Math.abs));
    out.forEach((v, i) => {
      expect(Math.abs(v - expected[i])).toBeLessThan(1e-13 * scale);
    });
  }
  convolve(p, p);
  expect(p).toEqual(out);
}

describe('convolution', () => {
  test('is the direct double sum on any box in 1D and 2D, with walls and periodic', () => {
    fc.assert(fc.property(boxes, fc.integer({ min: 0, max: 1000 }), check), { numRuns: 40 });
  });

  test.each([
    [
      [4, 3, 5],
      [false, false, false],
    ],
    [
      [4, 3, 5],
      [true, false, true],
    ],
    [
      [3, 4, 4],
      [false, true, true],
    ],
    [
      [1, 1, 6],
      [false, false, false],
    ],
    [
      [6, 1, 1],
      [false, false, false],
    ],
  ])('is the direct double sum in 3D: cells %j, periodic %j', (cells, periodic) => {
    check(
      grid(
        [
          [0, 1],
          [-1, 1],
          [0, 3],
        ],
        cells,
        { periodic },
      ),
      7,
    );
  });

  test('works for one cell', () => {
    const out = new Float64Array(1);
    convolution(grid([[0, 2]], [1]), () => 3)(out, Float64Array.of(5));
    expect(out[0]).toBe(30);
  });

  test('nothing wraps around walls: a mass at one end does not feel a kernel of short range at the other', () => {
    const box = grid([[0, 1]], [64]);
    const p = new Float64Array(64);
    p[0] = 1;
    const out = new Float64Array(64);
    convolution(box, (x) => (Math.abs(x) < 0.1 ? 1 : 0))(out, p);
    for (let i = 10; i < 64; i++) expect(Math.abs(out[i])).toBeLessThan(1e-16);
  });

  test('names the difference at which W is infinite', () => {
    const make = () => convolution(grid([[0, 1]], [4]), (x) => 1 / Math.abs(x));
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow('W(0) is Infinity; allowed: a finite number at every difference of cell centres');
  });

  test('refuses a W that is not even, naming where', () => {
    const make = () => convolution(grid([[0, 1]], [4]), (x) => x);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(/W\(.*0\.75\) is .*an even W; at minus this point it is/);
  });
});
