import fc from 'fast-check';
import { type PairPotential, powerLaw, softRamp, yukawa } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { flightOf } from '../../../solvers/particles/hard/events/flight.ts';
import { addSums } from '../../../solvers/particles/pairs/addSums.ts';
import { cellList } from '../../../solvers/particles/pairs/cellList.ts';
import { pairSums } from '../../../solvers/particles/pairs/pairSums.ts';
import { particleRoom } from '../../../solvers/particles/particleRoom.ts';
import { fillNormalPairs } from '../../../solvers/particles/random/normalPairs.ts';
import { fillUniform } from '../../../solvers/particles/random/streams.ts';
import { forceTable } from '../../../solvers/particles/soft/forceTable.ts';
import { moveSoft } from '../../../solvers/particles/soft/moveSoft.ts';
import { forceOf } from '../../../solvers/particles/soft/pairForce.ts';
import { type Arena, confine } from '../../../solvers/particles/stepping/arena.ts';
import { type KernelRoom, makersOf } from '../../../src/numerics/wasm/kernelRoom.ts';

function present(room: KernelRoom | null): KernelRoom {
  if (room === null) throw new Error('no WebAssembly with vectors here');
  return room;
}

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('kernels of particles do what the loops do, to the bit', () => {
  test('normal numbers', () => {
    fc.assert(
      fc.property(word, word, word, fc.integer({ min: 0, max: 40 }), (seed, realisation, step, n) => {
        const inside = present(particleRoom([n])).field(n);
        const outside = new Float64Array(n);
        fillNormalPairs(inside, { seed, realisation }, step);
        fillNormalPairs(outside, { seed, realisation }, step);
        expect(Array.from(inside)).toEqual(Array.from(outside));
      }),
    );
    const many = present(particleRoom([1 << 17])).field(1 << 17);
    const loop = new Float64Array(1 << 17);
    for (const out of [many, loop]) fillNormalPairs(out, { seed: 1, realisation: 2 }, 3);
    expect(many.every((x, i) => x === loop[i])).toBe(true);
  });

  const laws: readonly PairPotential[] = [yukawa(), powerLaw(4), softRamp()];

  test('cells, sums over pairs, moves and walls', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 1, max: 90 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.constantFrom(...laws),
        word,
        (d, mask, n, reach, pair, seed) => {
          const arena: Arena = {
            dimension: d,
            lower: Float64Array.of(-0.5, 0, 2).subarray(0, d),
            lengths: Float64Array.of(1, 1.3, 1.1).subarray(0, d),
            periodic: [0, 1, 2].slice(0, d).map((k) => (mask & (1 << k)) !== 0),
          };
          const end = Math.min(reach, (pair.cutoff * reach) / 5);
          const law = forceTable(forceOf(pair), reach / 5, end);
          const [first, second] = [true, false].map((kernels) => {
            const cells = cellList(arena, n, end, { kernels });
            expect(cells.room !== null).toBe(kernels);
            const { field } = makersOf(cells.room);
            const [positions, displacement] = [field(n * d), field(n * d)];
            fillUniform(positions, { seed, realisation: 0 }, 0);
            fillNormalPairs(displacement, { seed, realisation: 0 }, 0);
            for (let i = 0; i < n * d; i++)
              positions[i] = arena.lower[i % d] + arena.lengths[i % d] * positions[i];
            cells.sort(positions);
            pairSums(cells, law);
            const forces = cells.sums.map((sum) => Array.from(sum));
            const capped = moveSoft(positions, displacement, cells, 1e-4, 0.3 * reach);
            addSums(positions, cells);
            confine(positions, arena);
            return { order: Array.from(cells.order), forces, capped, positions: Array.from(positions) };
          });
          expect(first).toEqual(second);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('crowds in one cell', () => {
    const arena: Arena = {
      dimension: 2,
      lower: new Float64Array(2),
      lengths: Float64Array.of(1, 1),
      periodic: [false, false],
    };
    const law = forceTable(forceOf(yukawa()), 0.1, 0.9);
    const [first, second] = [true, false].map((kernels) => {
      const cells = cellList(arena, 900, 0.9, { kernels });
      const positions = new Float64Array(1800);
      fillUniform(positions, { seed: 5, realisation: 0 }, 0);
      cells.sort(positions);
      pairSums(cells, law);
      return cells.sums.map((sum) => Array.from(sum));
    });
    expect(first).toEqual(second);
  });

  test('flights with collisions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 7 }), word, (d, mask, seed) => {
        const arena: Arena = {
          dimension: d,
          lower: new Float64Array(d),
          lengths: new Float64Array(d).fill(1),
          periodic: [0, 1, 2].slice(0, d).map((k) => (mask & (1 << k)) !== 0),
        };
        // A lattice, from which particles of 0.6 of its width set out.
        const side = d === 1 ? 40 : d === 2 ? 9 : 5;
        const n = side ** d;
        const [first, second] = [true, false].map((kernels) => {
          const fly = flightOf(arena, n, 0.6 / side, 0.5 / side, kernels);
          expect(fly.room !== null).toBe(kernels);
          const { field } = makersOf(fly.room);
          const [positions, velocities] = [field(n * d), field(n * d)];
          fillNormalPairs(velocities, { seed, realisation: 0 }, 0, 0.3 / side);
          for (let i = 0; i < n * d; i++)
            positions[i] = ((Math.floor(Math.floor(i / d) / side ** (i % d)) % side) + 0.5) / side;
          const collisions = fly(positions, velocities);
          return { collisions, positions: Array.from(positions), velocities: Array.from(velocities) };
        });
        expect(first).toEqual(second);
        expect(first.collisions).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
