import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellSum,
  divergence,
  edges,
  type FaceField,
  faceAverage,
  faceField,
  type Grid,
  gradient,
  grid,
} from '../../src/grid/index.ts';
import { wave } from '../support/wave.ts';

const boxes = fc
  .array(
    fc.record({
      n: fc.integer({ min: 1, max: 6 }),
      periodic: fc.boolean(),
      lower: fc.double({ min: -3, max: 3, noNaN: true }),
      length: fc.double({ min: 0.1, max: 5, noNaN: true }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((axes) =>
    grid(
      axes.map(({ lower, length }) => [lower, lower + length] as const),
      axes.map(({ n, periodic }) => (periodic ? n + 2 : n)),
      { periodic: axes.map(({ periodic }) => periodic) },
    ),
  );

/** Every interior face, by multi-indices and nothing else: its place in face field k, and its two cells. */
function facesOf(box: Grid, k: number): { face: number; left: number; right: number }[] {
  const faceShape = box.shape.map((n, l) => (l === k && !box.axes[l].periodic ? n - 1 : n));
  const cell = (index: readonly number[]) => index.reduce((s, i, l) => s * box.shape[l] + i, 0);
  const faces: { face: number; left: number; right: number }[] = [];
  const total = faceShape.reduce((a, b) => a * b, 1);
  // The layout within a line block is left-to-right along axis k, and row-major over the shape of the face field.
  for (let face = 0; face < total; face++) {
    const index: number[] = [];
    let rest = face;
    for (let l = box.dimension - 1; l >= 0; l--) {
      index[l] = rest % faceShape[l];
      rest = Math.floor(rest / faceShape[l]);
    }
    const next = index.map((i, l) => (l === k ? (i + 1) % box.shape[l] : i));
    faces.push({ face, left: cell(index), right: cell(next) });
  }
  return faces;
}

function inner(a: FaceField, b: FaceField): number {
  return a.reduce((s, ak, k) => s + ak.reduce((t, v, i) => t + v * b[k][i], 0), 0);
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((s, v, i) => s + v * b[i], 0);
const seeds = fc.integer({ min: 0, max: 1000 });

/** A face field filled with waves. */
function faceNoise(box: Grid, seed: number): Float64Array[] {
  return faceField(box).map((m, k) => wave(m.length, seed + 7 * k));
}

describe('the naive twins, face by face', () => {
  test('gradient and faceAverage', () => {
    fc.assert(
      fc.property(boxes, seeds, (box, seed) => {
        const u = wave(box.size, seed);
        const difference = faceField(box);
        const average = faceField(box);
        gradient(difference, u, box);
        faceAverage(average, u, box);
        for (let k = 0; k < box.dimension; k++) {
          const faces = facesOf(box, k);
          expect(difference[k].length).toBe(faces.length);
          for (const { face, left, right } of faces) {
            expect(difference[k][face]).toBeCloseTo((u[right] - u[left]) / box.axes[k].spacing, 11);
            expect(average[k][face]).toBe(0.5 * (u[left] + u[right]));
          }
        }
      }),
    );
  });

  test('divergence and cellSum', () => {
    fc.assert(
      fc.property(boxes, seeds, (box, seed) => {
        const m = faceNoise(box, seed);
        const expectedDivergence = new Float64Array(box.size);
        const expectedSum = new Float64Array(box.size);
        for (let k = 0; k < box.dimension; k++)
          for (const { face, left, right } of facesOf(box, k)) {
            expectedDivergence[left] += m[k][face] / box.axes[k].spacing;
            expectedDivergence[right] -= m[k][face] / box.axes[k].spacing;
            expectedSum[left] += 0.5 * m[k][face];
            expectedSum[right] += 0.5 * m[k][face];
          }
        const out = wave(box.size, 5);
        divergence(out, m, box);
        out.forEach((v, i) => {
          expect(v).toBeCloseTo(expectedDivergence[i], 11);
        });
        cellSum(out, m, box);
        out.forEach((v, i) => {
          expect(v).toBeCloseTo(expectedSum[i], 13);
        });
      }),
    );
  });
});

describe('laws', () => {
  test('divergence is minus the adjoint of gradient, cellSum the adjoint of faceAverage', () => {
    fc.assert(
      fc.property(boxes, seeds, (box, seed) => {
        const u = wave(box.size, seed);
        const m = faceNoise(box, seed + 1);
        const faces = faceField(box);
        const cells = new Float64Array(box.size);
        const scale = box.size * box.axes.reduce((s, a) => s + 1 / a.spacing, 1);
        gradient(faces, u, box);
        divergence(cells, m, box);
        expect(Math.abs(inner(faces, m) + dot(u, cells))).toBeLessThan(1e-14 * scale);
        faceAverage(faces, u, box);
        cellSum(cells, m, box);
        expect(Math.abs(inner(faces, m) - dot(u, cells))).toBeLessThan(1e-14 * scale);
      }),
    );
  });

  test('nothing leaves the box: a divergence sums to zero', () => {
    fc.assert(
      fc.property(boxes, seeds, (box, seed) => {
        const cells = new Float64Array(box.size);
        divergence(cells, faceNoise(box, seed), box);
        const scale = box.size * box.axes.reduce((s, a) => s + 1 / a.spacing, 1);
        expect(Math.abs(cells.reduce((a, b) => a + b, 0))).toBeLessThan(1e-14 * scale);
      }),
    );
  });

  test('a constant has no gradient and is its own face average', () => {
    fc.assert(
      fc.property(boxes, (box) => {
        const faces = faceField(box);
        gradient(faces, new Float64Array(box.size).fill(3), box);
        for (const m of faces) expect(m.every((v) => v === 0)).toBe(true);
        faceAverage(faces, new Float64Array(box.size).fill(3), box);
        for (const m of faces) expect(m.every((v) => v === 3)).toBe(true);
      }),
    );
  });
});

describe('exactness on polynomials between walls', () => {
  const box = grid(
    [
      [-1, 2],
      [0, 1],
    ],
    [7, 5],
  );
  const u = Float64Array.from({ length: box.size }, (_, i) => {
    const [x, y] = box.centre(i);
    return 2 + 3 * x - x * x + 4 * y + x * y;
  });

  test('the gradient of a quadratic is exact at faces', () => {
    const faces = faceField(box);
    gradient(faces, u, box);
    const [x, y] = [edges(box.axes[0]), edges(box.axes[1])];
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 5; j++)
        expect(faces[0][i * 5 + j]).toBeCloseTo(3 - 2 * x[i + 1] + box.centres(1)[j], 12);
    for (let i = 0; i < 7; i++)
      for (let j = 0; j < 4; j++) expect(faces[1][i * 4 + j]).toBeCloseTo(4 + box.centres(0)[i], 12);
    expect(y).toHaveLength(6);
  });

  test('div grad of a quadratic is its Laplacian in cells that no wall touches', () => {
    const faces = faceField(box);
    const out = new Float64Array(box.size);
    gradient(faces, u, box);
    divergence(out, faces, box);
    for (let i = 1; i < 6; i++) for (let j = 1; j < 4; j++) expect(out[i * 5 + j]).toBeCloseTo(-2, 11);
  });
});

test('a periodic wave is an eigenvector of div grad', () => {
  const n = 12;
  const box = grid([[0, 1]], [n], { periodic: [true] });
  const u = box.centres(0).map((x) => Math.cos(2 * Math.PI * x));
  const faces = faceField(box);
  const out = new Float64Array(n);
  gradient(faces, u, box);
  divergence(out, faces, box);
  const eigenvalue = -((2 * n * Math.sin(Math.PI / n)) ** 2);
  out.forEach((v, i) => {
    expect(v).toBeCloseTo(eigenvalue * u[i], 11);
  });
});
