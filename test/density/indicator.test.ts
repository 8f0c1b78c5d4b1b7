import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indicator } from '../../src/density/index.ts';
import { ArgumentError } from '../../src/errors/index.ts';
import { grid } from '../../src/grid/index.ts';
import { line, plane } from './boxes.ts';

describe('indicator', () => {
  test('of whole cells is exactly constant inside and exactly zero outside', () => {
    const p = indicator(line, [[-0.1, 0.1]]);
    p.values.forEach((v, i) => {
      expect(v).toBe(i >= 80 && i < 120 ? p.values[100] : 0);
    });
    expect(p.values[100]).toBeCloseTo(5, 12);
    expect(p.mass).toBeCloseTo(1, 15);
  });

  test('cuts cells exactly', () => {
    const p = indicator(grid([[0, 1]], [4]), [[0.3, 0.9]], { mass: 0.6 });
    [0, 0.8, 1, 0.6].forEach((v, i) => {
      expect(p.values[i]).toBeCloseTo(v, 14);
    });
  });

  test('has the right mass and centre of mass wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        (from, length, n) => {
          const to = Math.min(1, from + length);
          fc.pre(to - from > 1e-7);
          const box = grid([[0, 1]], [n]);
          const p = indicator(box, [[from, to]], { mass: to - from });
          // Heights are the covered fractions of cells: at most 1, and 1 wherever the cell is covered.
          p.values.forEach((v, i) => {
            const covered = Math.max(0, Math.min(to, (i + 1) / n) - Math.max(from, i / n)) * n;
            expect(Math.abs(v - covered)).toBeLessThan(1e-8);
          });
        },
      ),
    );
  });

  test('is a product in 2D and 3D', () => {
    const box = grid(
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      [2, 3, 4],
    );
    const p = indicator(
      box,
      [
        [0, 0.75],
        [0.5, 1],
        [0.25, 0.5],
      ],
      { mass: 0.75 * 0.5 * 0.25 },
    );
    const factors = [
      [1, 0.5],
      [0, 0.5, 1],
      [0, 1, 0, 0],
    ];
    p.values.forEach((v, i) => {
      const [a, b, c] = [Math.floor(i / 12), Math.floor(i / 4) % 3, i % 4];
      expect(v).toBeCloseTo(factors[0][a] * factors[1][b] * factors[2][c], 13);
    });
  });

  test('may reach beyond the grid', () => {
    expect(
      indicator(plane, [
        [-5, 1],
        [-Infinity, Infinity],
      ]).values,
    ).toEqual(Float64Array.of(1, 1, 1, 0, 0, 0).map((v) => v / 3));
  });

  test.each<[string, unknown, string]>([
    ['too few axes', [[0, 1]], 'box is [[0, 1]]; allowed: one pair [lower, upper] per axis (2)'],
    [
      'reversed',
      [
        [1, 0],
        [0, 1],
      ],
      'box[0] is [1, 0]; allowed: [lower, upper] that meets (0, 2)',
    ],
    [
      'empty',
      [
        [0, 1],
        [1, 1],
      ],
      'box[1] is [1, 1]',
    ],
    [
      'NaN',
      [
        [0, 1],
        [Number.NaN, 1],
      ],
      'box[1] is [NaN, 1]',
    ],
    [
      'outside',
      [
        [0, 1],
        [3, 4],
      ],
      'box[1] is [3, 4]; allowed: [lower, upper] that meets (0, 3)',
    ],
    ['numbers', [0, 1], 'box[0] is 0'],
    ['nothing', undefined, 'box is undefined'],
  ])('refuses a box that is %s', (_, box, message) => {
    const make = () => Reflect.apply(indicator, undefined, [plane, box]);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });
});
