import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArgumentError, UnknownNameError } from '../../src/errors/index.ts';
import { edges, grid } from '../../src/grid/index.ts';

describe('grid', () => {
  test('knows its shape, cells and volumes', () => {
    const box = grid(
      [
        [0, 1],
        [-1, 1],
        [2, 5],
      ],
      [4, 5, 6],
      { periodic: [false, true, false] },
    );
    expect(box.dimension).toBe(3);
    expect(box.shape).toEqual([4, 5, 6]);
    expect(box.strides).toEqual([30, 6, 1]);
    expect(box.size).toBe(120);
    expect(box.volume).toBe(6);
    expect(box.cellVolume).toBeCloseTo(0.25 * 0.4 * 0.5, 15);
    expect(box.axes.map((a) => a.periodic)).toEqual([false, true, false]);
    expect(box.centre(30 + 2 * 6 + 3)).toEqual([0.375, 0, 3.75]);
    expect(`${box}`).toBe('[0, 1] in 4 cells × [-1, 1] in 5 periodic cells × [2, 5] in 6 cells');
  });

  test('centres lie in the middle of edges, and edges end at the bounds exactly', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        (lower, length, n) => {
          const box = grid([[lower, lower + length]], [n]);
          const e = edges(box.axes[0]);
          const c = box.centres(0);
          expect([e.length, c.length]).toEqual([n + 1, n]);
          expect(e[0]).toBe(lower);
          expect(e[n]).toBe(lower + length);
          c.forEach((x, i) => {
            expect(Math.abs(x - 0.5 * (e[i] + e[i + 1]))).toBeLessThan(
              1e-15 * (Math.abs(lower) + length) * 4,
            );
            expect(box.centre(i)[0]).toBe(x);
          });
        },
      ),
    );
  });

  test('a box around zero is symmetric to the bit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (half, n) => {
          const x = grid([[-half, half]], [n]).centres(0);
          x.forEach((v, i) => {
            expect(v + x[n - 1 - i]).toBe(0);
          });
        },
      ),
    );
  });

  test('equals compares box, cells and boundary', () => {
    const box = grid(
      [
        [0, 1],
        [0, 2],
      ],
      [4, 5],
    );
    expect(
      box.equals(
        grid(
          [
            [0, 1],
            [0, 2],
          ],
          [4, 5],
        ),
      ),
    ).toBe(true);
    expect(
      box.equals(
        grid(
          [
            [0, 1],
            [0, 2],
          ],
          [4, 6],
        ),
      ),
    ).toBe(false);
    expect(
      box.equals(
        grid(
          [
            [0, 1],
            [0, 3],
          ],
          [4, 5],
        ),
      ),
    ).toBe(false);
    expect(
      box.equals(
        grid(
          [
            [0, 1],
            [0, 2],
          ],
          [4, 5],
          { periodic: [false, true] },
        ),
      ),
    ).toBe(false);
    expect(box.equals(grid([[0, 1]], [4]))).toBe(false);
  });
});

describe('grid refuses', () => {
  test.each<[string, unknown, unknown, unknown, string]>([
    ['no bounds', [], [], {}, 'bounds is []; allowed: 1 to 3 pairs [lower, upper]'],
    [
      'four dimensions',
      [
        [0, 1],
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      [1, 1, 1, 1],
      {},
      'allowed: 1 to 3 pairs',
    ],
    ['bounds that are no array', 3, [1], {}, 'bounds is 3'],
    [
      'reversed bounds',
      [[1, 0]],
      [4],
      {},
      'bounds[0] is [1, 0]; allowed: [lower, upper], finite, with lower < upper',
    ],
    ['empty bounds', [[1, 1]], [4], {}, 'bounds[0] is [1, 1]'],
    ['infinite bounds', [[0, Infinity]], [4], {}, 'bounds[0] is [0, Infinity]'],
    ['NaN in bounds', [[0, Number.NaN]], [4], {}, 'bounds[0] is [0, NaN]'],
    ['bounds of text', [['0', '1']], [4], {}, 'bounds[0] is ["0", "1"]'],
    ['three numbers as bounds', [[0, 1, 2]], [4], {}, 'bounds[0] is [0, 1, 2]'],
    ['bounds without room for cells', [[1, 1 + 1e-15]], [64], {}, 'far enough apart to tell 64 cells apart'],
    [
      'a missing number of cells',
      [
        [0, 1],
        [0, 1],
      ],
      [4],
      {},
      'cells is [4]; allowed: as many numbers of cells as bounds (2)',
    ],
    ['no cells', [[0, 1]], [0], {}, 'cells[0] is 0'],
    ['half a cell', [[0, 1]], [2.5], {}, 'cells[0] is 2.5'],
    ['NaN cells', [[0, 1]], [Number.NaN], {}, 'cells[0] is NaN'],
    [
      'more cells than memory',
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      [4096, 4096, 4096],
      {},
      'with a product of at most',
    ],
    ['two periodic cells', [[0, 1]], [2], { periodic: [true] }, 'cells[0] is 2; allowed: an integer in [3'],
    [
      'too few booleans',
      [
        [0, 1],
        [0, 1],
      ],
      [4, 4],
      { periodic: [true] },
      'periodic is [true]; allowed: one boolean per axis (2)',
    ],
    ['one boolean for all', [[0, 1]], [4], { periodic: true }, 'periodic is true'],
    [
      'a periodic that is no boolean',
      [[0, 1]],
      [4],
      { periodic: [1] },
      'periodic[0] is 1; allowed: true or false',
    ],
  ])('%s', (_, bounds, cells, options, message) => {
    const make = () => Reflect.apply(grid, undefined, [bounds, cells, options]);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  test('a misspelt option', () => {
    // @ts-expect-error it is called periodic
    const make = () => grid([[0, 1]], [4], { periodc: [true] });
    expect(make).toThrow(UnknownNameError);
    expect(make).toThrow('did you mean periodic?');
  });
});
