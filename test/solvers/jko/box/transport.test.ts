import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { type Grid, grid } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { type BoxIterate, boxIterate } from '../../../../solvers/jko/box/boxIterate.ts';
import { addPull, addPush } from '../../../../solvers/jko/box/schur.ts';
import { transportSolver } from '../../../../solvers/jko/box/transport.ts';
import { unitBox } from '../../../support/boxes.ts';
import { matrixOf } from '../../../support/matrices.ts';
import { facesOf } from './support/naiveBox.ts';

/** An iterate whose transports are random on interior faces and zero at walls, entries up to `size`. */
function randomTransports(box: Grid, size: number, numbers: readonly number[]): BoxIterate {
  const it = boxIterate(box, 1);
  let next = 0;
  const draw = (): number => numbers[next++ % numbers.length];
  for (const { axis, lower } of facesOf(box)) {
    const velocity = size * draw();
    it.transportLeft[axis][lower] = velocity;
    it.transportRight[axis][lower] = velocity;
  }
  it.density.fill(1);
  return it;
}

const numbers = fc.array(
  fc.integer({ min: -100, max: 100 }).map((k) => k / 100),
  { minLength: 20, maxLength: 20 },
);
const boxes = fc.constantFrom(
  unitBox([7]),
  unitBox([5], [true]),
  grid(
    [
      [0, 1],
      [0, 2],
    ],
    [4, 5],
  ),
  unitBox([3, 4], [true, false]),
  unitBox([3, 2, 4]),
  unitBox([4, 6], [true, true]),
);

describe('transport', () => {
  test('I + P by pushing and I + Pᵀ by pulling are transposes', () => {
    fc.assert(
      fc.property(boxes, numbers, (box, values) => {
        const it = randomTransports(box, 1, values);
        const push = matrixOf((out, x) => addPush(out, 0, x, 0, it, 0, 1), box.size);
        const pull = matrixOf((out, x) => addPull(out, 0, x, 0, it, 0, 1), box.size);
        expect(Matrix.sub(push, pull.transpose()).norm()).toBeLessThan(1e-14);
      }),
    );
  });

  test('solves are exactly adjoint, whatever the velocities and wherever there is no mass', () => {
    const empty = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(boxes, numbers, fc.constantFrom(0.1, 1, 10), empty, (box, values, size, holes) => {
        const it = randomTransports(box, size, values);
        for (let i = 0; i < box.size; i++) if (holes[i % holes.length]) it.density[i] = 1e-9;
        const solver = transportSolver(box);
        solver.update(it, 0, 1e-3);
        const forward = matrixOf((out, x) => solver.forward(out, x), box.size);
        const backward = matrixOf((out, x) => solver.backward(out, x), box.size);
        const scale = 1 + forward.norm();
        expect(Matrix.sub(forward, backward.transpose()).norm() / scale).toBeLessThan(1e-12);
      }),
    );
  });

  test('solves are accurate to two digits for smooth velocities of several cells', () => {
    const box = unitBox([12, 10]);
    for (const cells of [0.5, 1, 2]) {
      const it = boxIterate(box, 1);
      it.density.fill(1);
      for (let i = 0; i < box.size; i++) {
        const [x, y] = box.centre(i);
        const [right, top] = [i % 10 === 9, i >= 110];
        // Δs v/(4h): a quarter of the cells passed.
        if (!top) it.transportLeft[0][i] = 0.25 * cells * Math.sin(Math.PI * x) * Math.cos(2 * y);
        if (!right) it.transportLeft[1][i] = 0.25 * cells * Math.sin(Math.PI * y) * Math.cos(3 * x);
      }
      for (const k of [0, 1]) it.transportRight[k].set(it.transportLeft[k]);
      const solver = transportSolver(box);
      solver.update(it, 0, 1e-3);
      const b = Float64Array.from({ length: box.size }, (_, i) => Math.cos(5 * i));
      const found = new Float64Array(box.size);
      solver.forward(found, b);
      const matrix = matrixOf((out, x) => {
        out.set(x);
        addPush(out, 0, x, 0, it, 0, 1);
      }, box.size);
      const exact = solve(matrix, Matrix.columnVector([...b])).to1DArray();
      const error = Math.hypot(...exact.map((v, i) => v - found[i])) / Math.hypot(...exact);
      expect(error).toBeLessThan(1e-2);
    }
  });
});
