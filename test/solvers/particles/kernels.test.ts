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
import type { Arena } from '../../../solvers/particles/stepping/arena.ts';
import { confine } from '../../../solvers/particles/stepping/confine.ts';
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

  const ways = [{ kernels: false }, { groups: false }, { groups: true }];

  test('flights with collisions, in the order of time and group by group', () => {
    let met = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 7 }),
        // From few that meet, now and then, to groups of all.
        fc.constantFrom(0.05, 0.12, 0.3, 0.45),
        fc.boolean(),
        word,
        (d, mask, speed, few, seed) => {
          const arena: Arena = {
            dimension: d,
            lower: new Float64Array(d),
            lengths: new Float64Array(d).fill(1),
            periodic: [0, 1, 2].slice(0, d).map((k) => (mask & (1 << k)) !== 0),
          };
          // A lattice, from which particles set out: few and small ones, which go around the box, or many and large ones.
          const side = few ? 3 : d === 1 ? 60 : d === 2 ? 16 : 7;
          const n = side ** d;
          const diameter = (few ? 0.2 : 0.6) / side;
          const [first, ...others] = ways.map((way) => {
            const fly = flightOf(arena, n, diameter, 0.5 / side, way);
            expect(fly.room === null).toBe(way.kernels === false);
            const { field } = makersOf(fly.room);
            const [positions, velocities] = [field(n * d), field(n * d)];
            for (let i = 0; i < n * d; i++)
              positions[i] = ((Math.floor(Math.floor(i / d) / side ** (i % d)) % side) + 0.5) / side;
            let collisions = 0;
            for (let flight = 0; flight < 3; flight++) {
              fillNormalPairs(velocities, { seed, realisation: 0 }, flight, speed / side);
              collisions += fly(positions, velocities);
            }
            return { collisions, positions: Array.from(positions), velocities: Array.from(velocities) };
          });
          for (const other of others) expect(other).toEqual(first);
          met += first.collisions;
        },
      ),
      { numRuns: 120 },
    );
    expect(met).toBeGreaterThan(2000);
  });

  test('a flight around the box, to the image that was the further one before the collision', () => {
    const arena = { dimension: 2, lower: new Float64Array(2), lengths: Float64Array.of(1, 1) };
    for (const way of ways) {
      const fly = flightOf({ ...arena, periodic: [true, true] }, 3, 0.1, 0.45, way);
      const { field } = makersOf(fly.room);
      const [positions, velocities] = [field(6), field(6)];
      positions.set([0.5, 0.5, 0.65, 0.5, 0.85, 0.5]);
      velocities.set([0, 0, -0.7, 0, 0, 0]);
      // The second meets the first after a way of 0.05, and that the third after one of 0.55.
      expect(fly(positions, velocities)).toBe(2);
      [0.95, 0.5, 0.6, 0.5, 0.75, 0.5].forEach((x, i) => {
        expect(positions[i]).toBeCloseTo(x, 12);
      });
    }
  });
});
