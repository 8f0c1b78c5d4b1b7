import ndarray from 'ndarray';
import ops from 'ndarray-ops';
import { describe, expect, test } from 'vitest';
import { type Density, density, indicator, l1Distance, uniform } from '../../src/density/index.ts';
import { ArgumentError, DensityError, UnknownNameError } from '../../src/errors/index.ts';
import { fromView, view } from '../../src/field/view.ts';
import { grid } from '../../src/grid/index.ts';
import { line, plane } from './boxes.ts';

describe('density from cell averages', () => {
  test('takes arrays of any kind as they are, and copies them', () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6);
    const p = density(plane, values);
    expect(p.values).toEqual(values);
    expect(p.values).not.toBe(values);
    expect(p.mass).toBe(21);
    expect(density(plane, [1, 2, 3, 4, 5, 6]).values).toEqual(values);
    expect(density(plane, Float32Array.from(values)).values).toEqual(values);
  });

  test('rescales to a mass', () => {
    const p = density(plane, [1, 2, 3, 4, 5, 6], { mass: 2 });
    expect(p.mass).toBeCloseTo(2, 15);
    expect(p.values[5] / p.values[0]).toBeCloseTo(6, 14);
  });

  test('takes ndarrays of any strides', () => {
    const p = density(plane, ndarray(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]));
    const transposed = ndarray(Float64Array.of(1, 4, 2, 5, 3, 6), [3, 2]).transpose(1, 0);
    const reversed = ndarray(Float64Array.of(6, 5, 4, 3, 2, 1), [2, 3]).step(-1, -1);
    const strided = ndarray(Float64Array.of(9, 1, 9, 2, 9, 3, 9, 4, 9, 5, 9, 6), [12])
      .lo(1)
      .step(2);
    for (const source of [transposed, reversed]) expect(density(plane, source).values).toEqual(p.values);
    expect(density(grid([[0, 1]], [6]), strided).values).toEqual(p.values);
    expect(density(plane, ndarray([1, 2, 3, 4, 5, 6], [2, 3])).values).toEqual(p.values);
  });

  test('is seen as an ndarray that shares its memory', () => {
    const p = density(plane, [1, 2, 3, 4, 5, 6]);
    const seen = view(p.values, plane);
    expect(seen.shape).toEqual([2, 3]);
    expect(seen.get(1, 0)).toBe(4);
    expect(ops.sum(seen)).toBe(p.mass);
    expect(seen.data).toBe(p.values);
    expect(
      fromView(
        seen.transpose(1, 0),
        grid(
          [
            [0, 1],
            [0, 1],
          ],
          [3, 2],
        ),
      ),
    ).toEqual(Float64Array.of(1, 4, 2, 5, 3, 6));
  });
});

describe('density from a function', () => {
  test('averages polynomials of degree 7 exactly over cells', () => {
    const box = grid([[-1, 2]], [5]);
    const F = (x: number) => x ** 8 / 8 + 300 * x;
    const p = density(box, (x) => x ** 7 + 300);
    const h = 0.6;
    p.values.forEach((v, i) => {
      expect(v).toBeCloseTo((F(-1 + (i + 1) * h) - F(-1 + i * h)) / h, 10);
    });
  });

  test('averages in every direction, in 2D and 3D', () => {
    const primitive = (x: number) => Math.sin(x) + 2 * x;
    const f = (x: number) => Math.cos(x) + 2;
    for (const d of [2, 3]) {
      const box = grid(
        Array.from({ length: d }, (_, k) => [0, 1 + k] as const),
        [3, 2, 4].slice(0, d),
      );
      const p = density(box, (...x) => x.reduce((s, v) => s * f(v), 1));
      p.values.forEach((v, i) => {
        const expected = box.axes.reduce((s, a, k) => {
          const j = Math.floor(i / box.strides[k]) % a.cells;
          return s * ((primitive((j + 1) * a.spacing) - primitive(j * a.spacing)) / a.spacing);
        }, 1);
        expect(v).toBeCloseTo(expected, 7);
      });
    }
  });

  test('of a Gaussian has the mass of the normal distribution', () => {
    const p = density(line, (x) => Math.exp(-50 * x * x) / Math.sqrt(Math.PI / 50));
    // erf(0.5 √50) = 1 − 5.7e-7 (Abramowitz–Stegun 7.1.23 to four terms: e^{−12.5}/(√π 3.5355)·(1 − 1/25 + 3/625 − …)).
    const z = 0.5 * Math.sqrt(50);
    const tail =
      (Math.exp(-z * z) / (z * Math.sqrt(Math.PI))) *
      (1 - 0.04 + 3 * 0.04 ** 2 - 15 * 0.04 ** 3 + 105 * 0.04 ** 4);
    expect(p.mass).toBeCloseTo(1 - tail, 10);
  });
});

describe('density refuses', () => {
  const refused: [string, () => Density, string, number | null][] = [
    ['NaN', () => density(plane, [1, 2, Number.NaN, 4, 5, 6]), 'the density is NaN in cell 2', 2],
    ['negative', () => density(plane, [1, 2, 3, 4, -1e-300, 6]), 'the density is -1e-300 in cell 4', 4],
    ['infinite', () => density(plane, [Infinity, 2, 3, 4, 5, 6]), 'the density is Infinity in cell 0', 0],
    ['too short', () => density(plane, [1, 2]), 'needs 6 cell averages, but 2 were given', null],
    [
      'too long',
      () => density(plane, new Float64Array(7).fill(1)),
      'needs 6 cell averages, but 7 were given',
      null,
    ],
    ['zero', () => density(plane, new Float64Array(6)), 'zero in every cell', null],
    [
      'overflowing',
      () => density(plane, new Float64Array(6).fill(1e308)),
      'the mass of the density overflows; allowed: a finite mass > 0',
      null,
    ],
    [
      'underflowing',
      () => density(grid([[0, 1e-5]], [1]), [5e-324]),
      'the mass of the density underflows to 0',
      null,
    ],
    [
      'wrong shape',
      () => density(plane, ndarray(new Float64Array(6).fill(1), [3, 2])),
      'an array of shape [3,2] was given for a grid of shape [2,3]',
      null,
    ],
    [
      'flat ndarray',
      () => density(plane, ndarray(new Float64Array(6).fill(1), [6])),
      'an array of shape [6]',
      null,
    ],
    [
      'NaN from a function',
      () => density(plane, (x) => Math.log(x - 1)),
      'the density is NaN in cell 0 (centre 0.500000, 0.500000); allowed: finite and ≥ 0',
      0,
    ],
    [
      'negative in an ndarray',
      () => density(plane, ndarray([1, 2, 3, -4, 5, 6], [2, 3])),
      'the density is -4 in cell 3',
      3,
    ],
  ];

  test.each(refused)('%s', (_, make, message, cell) => {
    expect(make).toThrow(DensityError);
    expect(make).toThrow(message);
    try {
      make();
    } catch (error) {
      expect(error).toMatchObject({ code: 'density', cell });
    }
  });

  test.each([null, undefined, 3, 'abc', {}, true])('a source that is %j', (source) => {
    const make = () => Reflect.apply(density, undefined, [plane, source]);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow('allowed: cell averages, an ndarray, or a function of position');
  });

  test.each([0, -1, Number.NaN, Infinity])('a mass of %d', (mass) => {
    expect(() => uniform(plane, { mass })).toThrow(ArgumentError);
    expect(() => density(plane, [1, 1, 1, 1, 1, 1], { mass })).toThrow(`mass is ${mass}`);
    expect(() =>
      indicator(
        plane,
        [
          [0, 1],
          [0, 1],
        ],
        { mass },
      ),
    ).toThrow(ArgumentError);
  });

  test('a misspelt option', () => {
    // @ts-expect-error it is called mass
    expect(() => uniform(plane, { mas: 1 })).toThrow(UnknownNameError);
  });

  test('a mass that the values cannot be scaled to', () => {
    expect(() => density(plane, new Float64Array(6).fill(5e-324), { mass: 1e10 })).toThrow(DensityError);
  });
});

describe('uniform', () => {
  test('has one value and the mass asked for', () => {
    const p = uniform(plane, { mass: 3 });
    expect(p.values.every((v) => v === 0.5)).toBe(true);
    expect(p.mass).toBe(3);
    expect(uniform(plane).mass).toBeCloseTo(1, 15);
  });
});

describe('l1Distance', () => {
  test('is h^d Σ |p − q|', () => {
    const p = density(plane, [1, 2, 3, 4, 5, 6]);
    const q = density(plane, [2, 2, 3, 4, 3, 6]);
    expect(l1Distance(p, q)).toBe(3);
    expect(l1Distance(p, p)).toBe(0);
  });

  test('refuses densities on different grids', () => {
    expect(() => l1Distance(uniform(plane), uniform(line))).toThrow(ArgumentError);
  });
});

test('mass is summed with compensation: exact for a million equal cells', () => {
  const box = grid([[0, 1000]], [1_000_000]);
  expect(density(box, new Float64Array(1_000_000).fill(0.1)).mass).toBeCloseTo(100, 12);
});
