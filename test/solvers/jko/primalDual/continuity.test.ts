import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { grid } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { continuityProjection } from '../../../../solvers/jko/primalDual/continuity.ts';

/** The continuity equation as a dense matrix on (p^1…p^S, m^1…m^S), and what p^0 contributes. */
function denseEquation(n: number, S: number, h: number, previous: Float64Array) {
  const faces = n - 1;
  const A = Matrix.zeros(n * S, n * S + faces * S);
  const side = new Array<number>(n * S).fill(0);
  for (let j = 0; j < S; j++) {
    for (let i = 0; i < n; i++) {
      const row = j * n + i;
      A.set(row, row, S);
      if (j > 0) A.set(row, row - n, -S);
      else side[row] = S * previous[i];
      if (i < faces) A.set(row, n * S + j * faces + i, 1 / h);
      if (i > 0) A.set(row, n * S + j * faces + i - 1, -1 / h);
    }
  }
  return { A, side: Matrix.columnVector(side) };
}

const unit = fc.integer({ min: -100, max: 100 }).map((k) => k / 50);
const positive = fc.integer({ min: -8, max: 8 }).map((k) => 10 ** (k / 4));
const cases = fc.record({
  n: fc.constantFrom(1, 2, 3, 5, 6, 7),
  S: fc.integer({ min: 1, max: 4 }),
  momentumStep: positive,
  densitySteps: fc.array(positive, { minLength: 4, maxLength: 4 }),
  values: fc.array(unit, { minLength: 63, maxLength: 63 }),
});

function fields({ n, S, densitySteps, values }: typeof cases extends fc.Arbitrary<infer T> ? T : never) {
  const p = Float64Array.from(values.slice(0, n * S));
  const m = Float64Array.from({ length: n * S }, (_, k) => (k % n < n - 1 ? values[28 + k] : 0));
  const previous = Float64Array.from(values.slice(56, 56 + n));
  return {
    p,
    m,
    previous,
    potential: new Float64Array(n * S),
    steps: Float64Array.from(densitySteps.slice(0, S)),
  };
}

describe('the projection on the continuity equation', () => {
  test('is that of dense normal equations, multiplier included', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { n, S, momentumStep } = given;
        const box = grid([[0, 0.7]], [n]);
        const h = box.axes[0].spacing;
        const { p, m, previous, potential, steps } = fields(given);
        const { A, side } = denseEquation(n, S, h, previous);
        const faceEntries = [...m].filter((_, k) => k % n < n - 1);
        const x = Matrix.columnVector([...p, ...faceEntries]);
        const metric = Matrix.diag([
          ...Array.from({ length: n * S }, (_, k) => steps[Math.floor(k / n)]),
          ...faceEntries.map(() => momentumStep),
        ]);
        const normal = A.mmul(metric).mmul(A.transpose());
        const multiplier = solve(normal, Matrix.sub(A.mmul(x), side));
        const expected = Matrix.sub(x, metric.mmul(A.transpose()).mmul(multiplier)).to1DArray();
        continuityProjection(box, S)(potential, p, [m], previous, { density: steps, momentum: momentumStep });
        const found = [...p, ...[...m].filter((_, k) => k % n < n - 1)];
        const size = 1 + Math.max(...expected.map(Math.abs));
        found.forEach((value, k) => {
          expect(Math.abs(value - expected[k])).toBeLessThan(1e-9 * size);
        });
        const phi = multiplier.to1DArray();
        const height = 1 + Math.max(...phi.map(Math.abs));
        phi.forEach((value, k) => {
          expect(Math.abs(value - potential[k])).toBeLessThan(1e-8 * height);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('is idempotent, and leaves what satisfies the equation', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const box = grid([[0, 0.7]], [given.n]);
        const { p, m, previous, potential, steps } = fields(given);
        const metric = { density: steps, momentum: given.momentumStep };
        const project = continuityProjection(box, given.S);
        project(potential, p, [m], previous, metric);
        const [once, onceMomentum] = [p.slice(), m.slice()];
        project(potential, p, [m], previous, metric);
        const size = 1 + Math.max(...[...once, ...onceMomentum].map(Math.abs));
        for (let k = 0; k < p.length; k++) {
          expect(Math.abs(p[k] - once[k])).toBeLessThan(1e-11 * size);
          expect(Math.abs(m[k] - onceMomentum[k])).toBeLessThan(1e-11 * size);
        }
      }),
      { numRuns: 100 },
    );
  });
});
