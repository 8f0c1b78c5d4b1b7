import fc from 'fast-check';
import {
  completeDiagonal,
  type FaceOperator,
  faceOperator,
} from '../../../../solvers/linear/faceOperator.ts';
import { residual } from '../../../../solvers/linear/residual.ts';
import { latticeAxes, rowsOf } from '../../../../solvers/linear/rows.ts';
import { type Grid, grid } from '../../../../src/index.ts';

/** A small grid with coefficients for an operator on it. */
export interface Coefficients {
  readonly grid: Grid;
  /** Orders of magnitude over which masses and faces vary. */
  readonly decades: number;
  readonly seed: number;
}

/** Small boxes of one to three dimensions, odd and even, with walls or periodic, of cells up to four times as long as wide. */
export function coefficients(decades = 8): fc.Arbitrary<Coefficients> {
  const axis = fc.record({
    cells: fc.integer({ min: 1, max: 9 }),
    periodic: fc.boolean(),
    stretch: fc.constantFrom(1, 1, 1.3, 4),
  });
  const box = fc.array(axis, { minLength: 1, maxLength: 3 }).map((axes) => {
    const cells = axes.map((a) => (a.periodic ? Math.max(3, a.cells) : a.cells));
    const lengths = axes.map((a, k) => [0, a.stretch * cells[k]] as const);
    return grid(lengths, cells, { periodic: axes.map((a) => a.periodic) });
  });
  return fc.record({
    grid: box.filter((g) => g.size <= 120),
    decades: fc.double({ min: 0, max: decades, noNaN: true }),
    seed: fc.integer(),
  });
}

/** Uniform numbers in [0, 1), the same for the same seed. */
export function uniforms(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (Math.imul(s ^ (s >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return s / 2 ** 32;
  };
}

/** Writes the faces of a grid into an operator: `c(i, j, spacing)` between neighbours i and j. */
export function writeFaces(
  { rows, faces }: FaceOperator,
  c: (i: number, j: number, spacing: number) => number,
): void {
  rows.axes.forEach(({ cells, periodic, spacing }, k) => {
    for (let i = 0; i < rows.size; i++) {
      const index = Math.floor(i / rows.strides[k]) % cells;
      const top = index === cells - 1;
      const j = top ? i - index * rows.strides[k] : i + rows.strides[k];
      faces[k][i] = top && !periodic ? 0 : c(i, j, spacing);
    }
  });
}

/** Writes random masses and faces, some of them zero. */
export function writeRandom(operator: FaceOperator, { decades, seed }: Coefficients): void {
  const random = uniforms(seed);
  const draw = (): number => 10 ** (-decades * random());
  for (let i = 0; i < operator.mass.length; i++) operator.mass[i] = draw();
  writeFaces(operator, (_i, _j, h) => (random() < 0.05 ? 0 : draw() / (h * h)));
}

/** An operator of random masses and faces. */
export function randomOperator(given: Coefficients): FaceOperator {
  const operator = faceOperator(rowsOf(latticeAxes(given.grid)));
  writeRandom(operator, given);
  completeDiagonal(operator);
  return operator;
}

/** Numbers in [−½, ½), the same for the same seed. */
export function randomField(n: number, seed: number): Float64Array {
  const random = uniforms(seed + 1);
  return Float64Array.from({ length: n }, () => random() - 0.5);
}

/** A x as b − (b − A x) with b = 0. */
export function apply(a: FaceOperator): (out: Float64Array, x: Float64Array) => void {
  const zero = new Float64Array(a.mass.length);
  return (out, x) => {
    residual(out, x, zero, a);
    for (let i = 0; i < out.length; i++) out[i] = -out[i];
  };
}
