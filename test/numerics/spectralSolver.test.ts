import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArgumentError } from '../../src/errors/index.ts';
import { divergence, faceField, type Grid, gradient, grid } from '../../src/grid/index.ts';
import {
  gridTransform,
  laplaceEigenvalues,
  laplaceSpectrum,
  spectralSolver,
} from '../../src/numerics/spectralSolver.ts';
import { eigenvalues, matrixOf } from '../support/matrices.ts';
import { noise, relativeError } from './directSums.ts';

/** c₀ u − c₁ div grad u by the grid's own operators. */
function apply(box: Grid, u: Float64Array, c0: number, c1: number): Float64Array {
  const faces = faceField(box);
  const out = new Float64Array(box.size);
  gradient(faces, u, box);
  divergence(out, faces, box);
  return out.map((v, i) => c0 * u[i] - c1 * v);
}

const boxes = fc
  .array(fc.tuple(fc.integer({ min: 3, max: 9 }), fc.boolean()), { minLength: 1, maxLength: 3 })
  .map((axes) =>
    grid(
      axes.map((_, k) => [-1, 0.5 + k] as const),
      axes.map(([n]) => n),
      { periodic: axes.map(([, periodic]) => periodic) },
    ),
  );

describe('the spectrum of −div grad', () => {
  test('holds the eigenvalues of its dense matrix', () => {
    fc.assert(
      fc.property(boxes, (box) => {
        fc.pre(box.size <= 64);
        const expected = eigenvalues(matrixOf((out, u) => out.set(apply(box, u, 0, 1)), box.size));
        const got = laplaceEigenvalues(box).sort();
        expect(relativeError(got, expected)).toBeLessThan(1e-12);
      }),
      { numRuns: 30 },
    );
  });

  test('belongs to the modes of gridTransform', () => {
    fc.assert(
      fc.property(boxes, (box) => {
        const u = noise(box.size);
        const U = new Float64Array(box.size);
        const LU = new Float64Array(box.size);
        const transform = gridTransform(box);
        transform.forward(U, u);
        transform.forward(LU, apply(box, u, 0, 1));
        const eigenvalues = laplaceEigenvalues(box);
        expect(
          relativeError(
            LU,
            U.map((v, k) => eigenvalues[k] * v),
          ),
        ).toBeLessThan(1e-12);
      }),
    );
  });

  test('starts with zero and 4/h² sin²(π/2n)', () => {
    const [lambda] = laplaceSpectrum(grid([[0, 2]], [10]));
    expect(lambda[0]).toBe(0);
    expect(lambda[1]).toBeCloseTo(100 * Math.sin(Math.PI / 20) ** 2, 13);
  });
});

describe('spectralSolver', () => {
  const coefficients = fc.tuple(
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    fc.double({ min: 0, max: 1e3, noNaN: true }),
  );

  test('solves (c₀ − c₁ div grad) u = f in 1D, 2D and 3D, in place too', () => {
    fc.assert(
      fc.property(boxes, coefficients, (box, [c0, c1]) => {
        const solve = spectralSolver(box);
        const f = noise(box.size);
        const u = new Float64Array(box.size);
        solve(u, f, c0, c1);
        const scale = 1 + (c1 / c0) * Math.max(...laplaceEigenvalues(box));
        expect(relativeError(apply(box, u, c0, c1), f)).toBeLessThan(1e-14 * scale);
        solve(f, f, c0, c1);
        expect(f).toEqual(u);
      }),
    );
  });

  test('without c₀: drops the mean of f and returns the solution of mean zero', () => {
    fc.assert(
      fc.property(boxes, (box) => {
        const f = noise(box.size).map((v) => v + 3);
        const mean = f.reduce((a, b) => a + b, 0) / f.length;
        const u = new Float64Array(box.size);
        spectralSolver(box)(u, f, 0, 2);
        expect(Math.abs(u.reduce((a, b) => a + b, 0))).toBeLessThan(1e-12);
        expect(
          relativeError(
            apply(box, u, 0, 2),
            f.map((v) => v - mean),
          ),
        ).toBeLessThan(1e-12);
      }),
    );
  });

  test('divides by c₀ where there is no Laplacian', () => {
    const box = grid(
      [
        [0, 1],
        [0, 1],
      ],
      [1, 1],
    );
    const u = new Float64Array(1);
    spectralSolver(box)(u, Float64Array.of(6), 2, 5);
    expect(u[0]).toBe(3);
  });

  test.each([
    [0, 0],
    [-1, 1],
    [1, -1],
    [Number.NaN, 1],
    [1, Infinity],
  ])('refuses c₀ = %d, c₁ = %d', (c0, c1) => {
    const solve = spectralSolver(grid([[0, 1]], [4]));
    expect(() => solve(new Float64Array(4), new Float64Array(4), c0, c1)).toThrow(ArgumentError);
  });
});

test('gridTransform of several copies transforms each of them', () => {
  const box = grid(
    [
      [0, 1],
      [0, 2],
    ],
    [5, 4],
    { periodic: [false, true] },
  );
  const x = noise(60);
  const all = new Float64Array(60);
  gridTransform(box, 3).forward(all, x);
  const one = new Float64Array(20);
  for (let c = 0; c < 3; c++) {
    gridTransform(box).forward(one, x.subarray(20 * c, 20 * (c + 1)));
    expect(all.subarray(20 * c, 20 * (c + 1))).toEqual(one);
  }
});
