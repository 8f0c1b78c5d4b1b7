import { type Grid, grid } from 'ottoflow';
import { barenblatt, barenblattAverages, gaussianAverages } from 'ottoflow/problems';
import { describe, expect, test } from 'vitest';
import { integrate } from '../../../src/numerics/gaussKronrod.ts';

const square = (n: number, bounds: readonly [number, number] = [0, 1]): Grid =>
  grid([bounds, bounds], [n, n]);
const cube = (n: number): Grid =>
  grid(
    [
      [-1, 1],
      [-1, 1],
      [-1, 1],
    ],
    [n, n, n],
  );

/** The bounds of a cell along each axis. */
function bounds(on: Grid, cell: number): (readonly [number, number])[] {
  return on.centre(cell).map((x, k) => [x - 0.5 * on.axes[k].spacing, x + 0.5 * on.axes[k].spacing] as const);
}

describe('cell averages of Barenblatt profiles', () => {
  test.each([1.1, 1.5, 2, 3, 6])(
    'm = %d on a line: those of adaptive quadrature, whatever the cells',
    (exponent) => {
      const profile = barenblatt({ exponent, dimension: 1, mass: 2.5 });
      const [centre, radius] = [0.1, 0.77];
      for (const cells of [1, 7, 40]) {
        const on = grid([[-1, 1.3]], [cells]);
        const given = barenblattAverages(on, profile, [centre], radius);
        expect(Math.abs(given.mass - 2.5)).toBeLessThan(1e-14);
        for (let i = 0; i < cells; i++) {
          const [[a, b]] = bounds(on, i);
          // Inside the support, in the angle x = centre + R sin θ, where the edge is smooth.
          const angle = (x: number) => Math.asin(Math.max(-1, Math.min(1, (x - centre) / radius)));
          const f = (t: number) =>
            profile.density((radius * Math.sin(t)) ** 2, radius) * radius * Math.cos(t);
          const exact = integrate(f, angle(a), angle(b)).value / (b - a);
          expect(Math.abs(given.values[i] - exact)).toBeLessThan(1e-11);
        }
      }
    },
  );

  test('m = 2 in a square: inside the ball the exact average is short of the centre value by K h²/6', () => {
    const profile = barenblatt({ exponent: 2, dimension: 2 });
    const R = 0.4;
    const on = square(40);
    const { values } = barenblattAverages(on, profile, [0.5, 0.5], R);
    const h = 1 / 40;
    for (let i = 0; i < on.size; i++) {
      const s = on.centre(i).reduce((sum, x) => sum + (x - 0.5) ** 2, 0);
      if (Math.sqrt(s) > R - h) continue;
      const exact = profile.density(s, R) - ((profile.height(R) / R ** 2) * (h * h)) / 6;
      // 8 × 8 points leave 1/64 of that term; as much comes in with the mass that the factor to mass 1 spreads.
      const left = ((profile.height(R) / R ** 2) * (h * h)) / 6 / 64;
      expect(Math.abs(values[i] - exact)).toBeLessThan(2 * left);
    }
  });

  test('in a square, cut cells too, they are those of nested adaptive quadrature', () => {
    const exponent = 2;
    const profile = barenblatt({ exponent, dimension: 2, mass: 3 });
    const [centre, R] = [[0.45, 0.52], 0.37];
    const on = square(16);
    const given = barenblattAverages(on, profile, centre, R);
    expect(Math.abs(given.mass - 3)).toBeLessThan(1e-14);
    let worst = 0;
    for (let i = 0; i < on.size; i++) {
      const [[a, b], [c, d]] = bounds(on, i);
      const line = (x: number) => {
        const half = Math.sqrt(Math.max(0, R ** 2 - (x - centre[0]) ** 2));
        const [from, to] = [Math.max(c, centre[1] - half), Math.min(d, centre[1] + half)];
        if (!(to > from)) return 0;
        return integrate(
          (y) => profile.density((x - centre[0]) ** 2 + (y - centre[1]) ** 2, R),
          from,
          to,
          1e-9,
        ).value;
      };
      const exact = integrate(line, a, b, 1e-7, 60).value / on.cellVolume;
      worst = Math.max(worst, Math.abs(given.values[i] - exact));
    }
    // Where the gradient jumps by 2A/R a point stands for its square of side h/8 with an error of up to an eighth of that
    // times h/8, and the edge of the ball cuts up to √2 8 of the 64 squares of a cell.
    const bound = (((2 * profile.height(R)) / R) * (on.axes[0].spacing / 8) * Math.SQRT2) / 64;
    expect(worst).toBeLessThan(bound);
    expect(worst).toBeGreaterThan(0);
  });

  test.each([
    [1, grid([[-1, 1]], [25])],
    [2, square(24, [-1, 1])],
    [3, cube(10)],
  ])('in %d dimensions about the middle they are symmetric to the bit', (dimension, on) => {
    const profile = barenblatt({ exponent: 1.8, dimension });
    const { values } = barenblattAverages(on, profile, new Array(dimension).fill(0), 0.83);
    expect(values).toEqual(values.slice().reverse());
    expect(values.some((p) => p === 0)).toBe(true);
  });

  test('in a cube: mass, first and second moments', () => {
    const profile = barenblatt({ exponent: 2, dimension: 3, mass: 0.3 });
    const [centre, R] = [[0.1, -0.05, 0.2], 0.7];
    const on = cube(24);
    const { values, mass } = barenblattAverages(on, profile, centre, R);
    expect(Math.abs(mass - 0.3)).toBeLessThan(1e-15);
    for (const k of [0, 1, 2]) {
      let first = 0;
      let second = 0;
      for (let i = 0; i < on.size; i++) {
        const x = on.centre(i)[k] - centre[k];
        first += (on.cellVolume * values[i] * x) / 0.3;
        second += (on.cellVolume * values[i] * x * x) / 0.3;
      }
      expect(Math.abs(first)).toBeLessThan(1e-4);
      // Averaging over cells adds the variance of a cell, h²/12.
      expect(second - (2 / 24) ** 2 / 12).toBeCloseTo(profile.secondMoment * R ** 2, 4);
    }
  });

  test('a ball that does not fit, and a grid of another dimension, are refused', () => {
    const profile = barenblatt({ exponent: 2, dimension: 2 });
    expect(() => barenblattAverages(square(8), profile, [0.5, 0.4], 0.45)).toThrow(
      /radius is 0.45; allowed: a ball about 0.5, 0.4 inside the box/,
    );
    expect(() => barenblattAverages(square(8), profile, [0.5, 0.5], 0.5)).not.toThrow();
    expect(() => barenblattAverages(cube(4), profile, [0, 0, 0], 0.5)).toThrow(/a grid of dimension 2/);
    expect(() => barenblattAverages(square(8), profile, [0.5, 0.5], 0)).toThrow(/radius is 0/);
  });
});

describe('cell averages of Gaussians', () => {
  const gauss = (x: number, mean: number, s: number) =>
    Math.exp(-0.5 * ((x - mean) / s) ** 2) / (s * Math.sqrt(2 * Math.PI));

  test('are products of those on lines, far into the tails', () => {
    const on = grid(
      [
        [-3, 2],
        [0, 1],
        [-1, 1],
      ],
      [20, 5, 8],
    );
    const [mean, deviations] = [
      [0.3, 0.4, 0],
      [0.25, 0.5, 0.2],
    ];
    const given = gaussianAverages(on, mean, deviations);
    for (let i = 0; i < on.size; i++) {
      const exact = bounds(on, i).reduce(
        (p, [a, b], k) => (p * integrate((x) => gauss(x, mean[k], deviations[k]), a, b).value) / (b - a),
        1,
      );
      expect(Math.abs(given[i] / exact - 1)).toBeLessThan(1e-11);
    }
  });

  test('add up to what is in the box', () => {
    const on = square(50, [-2, 2]);
    const sum = gaussianAverages(on, [0, 0], [0.2, 0.3]).reduce((s, p) => s + on.cellVolume * p, 0);
    expect(sum).toBeCloseTo(1, 9);
    // Half of it, from a mean on a wall.
    const half = gaussianAverages(on, [2, 0], [0.2, 0.1]).reduce((s, p) => s + on.cellVolume * p, 0);
    expect(half).toBeCloseTo(0.5, 12);
  });
});
