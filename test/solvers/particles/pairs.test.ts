import fc from 'fast-check';
import { exponential, gaussian, grid, type PairPotential, powerLaw, softRamp, yukawa } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { cellGrid } from '../../../solvers/particles/pairs/cellGrid.ts';
import { cellList } from '../../../solvers/particles/pairs/cellList.ts';
import { pairSums } from '../../../solvers/particles/pairs/pairSums.ts';
import { fillUniform } from '../../../solvers/particles/random/streams.ts';
import { forceTable } from '../../../solvers/particles/soft/forceTable.ts';
import { forceOf } from '../../../solvers/particles/soft/pairForce.ts';
import type { Arena } from '../../../solvers/particles/stepping/arena.ts';

/** Σ_j F(r/ε)/ε along the lines of centres, over all pairs and all images within a period. */
function naiveForces(
  positions: Float64Array,
  { dimension: d, lengths, periodic }: Arena,
  force: (r: number) => number,
  epsilon: number,
  reach: number,
): Float64Array {
  const out = new Float64Array(positions.length);
  const n = positions.length / d;
  const turns = Array.from({ length: 3 ** d }, (_, k) =>
    Array.from({ length: d }, (_, axis) => (Math.floor(k / 3 ** axis) % 3) - 1),
  ).filter((turn) => turn.every((t, axis) => t === 0 || periodic[axis]));
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (const turn of turns) {
        if (i === j) continue;
        const difference = turn.map(
          (t, axis) => positions[i * d + axis] - positions[j * d + axis] - t * lengths[axis],
        );
        const r = Math.hypot(...difference);
        if (r >= reach) continue;
        difference.forEach((x, axis) => {
          // Closer than 1e-3 ε forces grow no more.
          const least = Math.max(r / epsilon, 1e-3);
          out[i * d + axis] += (force(least) / least / epsilon ** 2) * x;
        });
      }
  return out;
}

const potentials: readonly PairPotential[] = [yukawa(), powerLaw(4), gaussian(), exponential(), softRamp()];

describe('forces by cells', () => {
  test('are those of all pairs, in one to three dimensions, with walls and with images', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.constantFrom(...potentials),
        fc.integer({ min: 0, max: 1000 }),
        (d, mask, n, reach, pair, seed) => {
          const lengths = Float64Array.of(1, 1.3, 1.1).subarray(0, d);
          const periodic = [0, 1, 2].slice(0, d).map((k) => (mask & (1 << k)) !== 0);
          const arena: Arena = {
            dimension: d,
            lower: Float64Array.of(-0.5, 0, 2).subarray(0, d),
            lengths,
            periodic,
          };
          const positions = new Float64Array(n * d);
          fillUniform(positions, { seed, realisation: 0 }, 0);
          for (let i = 0; i < n * d; i++) positions[i] = arena.lower[i % d] + lengths[i % d] * positions[i];
          const epsilon = reach / 5;
          const end = Math.min(reach, pair.cutoff * epsilon);
          // All by the function, none by the table: what is left is rounding.
          const law = forceTable(forceOf(pair), epsilon, end);
          const cells = cellList(arena, n, end);
          cells.sort(positions);
          const { sums } = cells;
          pairSums(cells, { ...law, near: law.reach });
          const expected = naiveForces(positions, arena, forceOf(pair), epsilon, end);
          const largest = expected.reduce((m, f) => Math.max(m, Math.abs(f)), 1e-300);
          for (let place = 0; place < n; place++)
            for (let k = 0; k < d; k++)
              expect(Math.abs(sums[k][place] - expected[cells.order[place] * d + k]) / largest).toBeLessThan(
                1e-11,
              );
        },
      ),
      { numRuns: 200 },
    );
  });

  test('do not depend on the order of the particles but by rounding', () => {
    const arena: Arena = {
      dimension: 2,
      lower: new Float64Array(2),
      lengths: Float64Array.of(1, 1),
      periodic: [false, false],
    };
    const n = 300;
    const positions = new Float64Array(2 * n);
    fillUniform(positions, { seed: 1, realisation: 0 }, 0);
    const reversed = positions.map((_, i) => positions[2 * (n - 1 - (i >> 1)) + (i & 1)]);
    const law = forceTable(forceOf(yukawa()), 0.02, 0.1);
    const [a, b] = [positions, reversed].map((x) => {
      const cells = cellList(arena, n, 0.1);
      cells.sort(x);
      pairSums(cells, law);
      const out = new Float64Array(n);
      for (let place = 0; place < n; place++) out[cells.order[place]] = cells.sums[0][place];
      return out;
    });
    const size = a.reduce((m, f) => Math.max(m, Math.abs(f)), 0);
    for (let i = 0; i < n; i++) expect(Math.abs(a[i] - b[n - 1 - i])).toBeLessThan(1e-12 * size);
  });
});

describe('the table of forces', () => {
  test('is −u′ to a few 1e-4', () => {
    for (const pair of potentials) {
      const [epsilon, end] = [0.01, Math.min(pair.cutoff, 7)];
      const { table, scale, near } = forceTable(forceOf(pair), epsilon, end * epsilon);
      for (let r = Math.sqrt(near) / epsilon; r < end * 0.999; r += 0.00317) {
        const q = (r * epsilon) ** 2 * scale;
        const k = Math.floor(q);
        const found = (table[k] + (q - k) * (table[k + 1] - table[k])) * r * epsilon * epsilon;
        // The slope of u itself, by differences.
        const slope = (pair.u(r - 1e-5) - pair.u(r + 1e-5)) / 2e-5;
        expect(Math.abs(found - slope)).toBeLessThan(5e-4 * Math.abs(slope) + 1e-9);
      }
    }
  });

  test('forces by differences of u are those that are given', () => {
    for (const pair of potentials)
      for (const r of [0.1, 0.5, 0.9, 1.7, 4])
        expect(
          Math.abs(
            forceOf({ ...pair, force: null })(r) / (forceOf(pair)(r) || 1) - Math.sign(forceOf(pair)(r)),
          ),
        ).toBeLessThan(1e-7);
  });
});

test('cells and positions do not go astray on a grid of the package', () => {
  // Positions on walls, edges and outside belong to a cell.
  const { axes } = grid([[0, 1]], [4]);
  const arena: Arena = {
    dimension: 1,
    lower: Float64Array.of(axes[0].lower),
    lengths: Float64Array.of(1),
    periodic: [false],
  };
  const cells = cellGrid(arena, 16, 0.1);
  expect(cells.shape).toEqual([10]);
  expect([-3, 0, 0.05, 0.95, 1, 7].map((x) => cells.cellOf(Float64Array.of(x), 0))).toEqual([
    0, 0, 0, 9, 9, 9,
  ]);
});
