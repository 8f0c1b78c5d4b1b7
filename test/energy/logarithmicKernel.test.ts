import { density, grid, interaction, logarithmicKernel } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { integrate } from '../../src/numerics/gaussKronrod.ts';

/** ∬ log|x − y| over cells at distance k (and l): the logarithm under tents, piece by piece. */
function onLine(k: number, h: number): number {
  const tent = (s: number) => (1 - Math.abs(s)) * Math.log(h * Math.abs(k + s));
  // Substituting s = t³ near ends takes the singularity of the logarithm away.
  const piece = (from: number, to: number) =>
    integrate((t) => 3 * t * t * tent(from + (to - from) * t ** 3) * (to - from), 0, 1).value;
  return k === 0 ? 2 * piece(0, 1) : piece(-1, 0) + integrate(tent, 0, 1).value;
}

describe('the logarithm in cell averages', () => {
  test('on a line it is that of quadrature, near and far', () => {
    const h = 0.03;
    const W = logarithmicKernel(grid([[0, 3]], [100]));
    for (const k of [0, 1, 2, 3, 7, 8, 30, 99]) {
      expect(Math.abs(W(k * h) - onLine(k, h))).toBeLessThan(1e-12);
      expect(W(-k * h)).toBe(W(k * h));
    }
  });

  test('in the plane it is that of quadrature, near and far', () => {
    const h = 0.1;
    const box = grid(
      [
        [0, 2],
        [0, 2],
      ],
      [20, 20],
    );
    const W = logarithmicKernel(box);
    // Each pair of pieces of the tents is smooth inside; in polar coordinates about its corner the logarithm is too.
    const quadrant = (k: number, l: number, sx: number, sy: number) =>
      integrate(
        (s) =>
          integrate((t) => (1 - s) * (1 - t) * Math.log(h * Math.hypot(k + sx * s, l + sy * t)), 0, 1).value,
        0,
        1,
      ).value;
    const signs = [-1, 1];
    for (const [k, l] of [
      [2, 0],
      [2, 1],
      [5, 3],
      [7, 3],
      [7, 4],
      [8, 0],
      [8, 1],
      [13, 19],
    ]) {
      const naive = signs.reduce((s, sx) => s + signs.reduce((u, sy) => u + quadrant(k, l, sx, sy), 0), 0);
      expect(Math.abs(W(k * h, l * h) - naive)).toBeLessThan(1e-10);
      expect(Math.abs(W(-l * h, k * h) - naive)).toBeLessThan(1e-10);
    }
  });

  test('in the plane, cells that touch add up to the average over a larger one', () => {
    // Two squares of side 2h, each of four cells: 16 pairs.
    const pairs = (W: (x: number, y: number) => number, h: number, k: number, l: number) => {
      let sum = 0;
      for (const i of [0, 1])
        for (const j of [0, 1])
          for (const a of [0, 1]) for (const b of [0, 1]) sum += W((k + i - a) * h, (l + j - b) * h);
      return sum / 16;
    };
    const of = (n: number) =>
      logarithmicKernel(
        grid(
          [
            [0, 1],
            [0, 1],
          ],
          [n, n],
        ),
      );
    for (const [k, l] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [3, 1],
    ])
      expect(Math.abs(pairs(of(16), 1 / 16, 2 * k, 2 * l) - of(8)(k / 8, l / 8))).toBeLessThan(1e-11);
  });

  test('the energy of a uniform density is exact: ∬ log|x − y| over the unit interval is −3/2', () => {
    for (const n of [1, 7, 40]) {
      const line = grid([[0, 1]], [n]);
      const energy = interaction(logarithmicKernel(line)).on(line);
      expect(energy.value(density(line, () => 1).values)).toBeCloseTo(-0.75, 12);
    }
  });

  test('other grids are refused', () => {
    const allowed = /a line, or a box of square cells, between walls/;
    expect(() => logarithmicKernel(grid([[0, 1]], [8], { periodic: [true] }))).toThrow(allowed);
    const sides = [
      [0, 1],
      [0, 1],
      [0, 1],
    ] as const;
    expect(() => logarithmicKernel(grid(sides.slice(1), [8, 9]))).toThrow(allowed);
    expect(() => logarithmicKernel(grid(sides, [4, 4, 4]))).toThrow(allowed);
  });
});
