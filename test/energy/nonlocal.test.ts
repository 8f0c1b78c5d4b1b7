import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Energy,
  entropy,
  type Field,
  functional,
  interaction,
  potential,
} from '../../src/energy/index.ts';
import { ArgumentError } from '../../src/errors/index.ts';
import { type Grid, grid } from '../../src/grid/index.ts';
import { wave } from '../support/wave.ts';

const W: Field = (x, y = 0) => Math.exp(-2 * (x * x + x * y + y * y)) + 0.3 * Math.abs(x);

const boxes = fc.constantFrom(
  grid([[-1, 1]], [13]),
  grid([[0, 2]], [16]),
  grid(
    [
      [0, 2],
      [-1, 1],
    ],
    [5, 6],
  ),
);

function field(box: Grid, seed: number): Float64Array {
  return wave(box.size, seed).map(Math.abs);
}

/** ½ h^{2d} Σ_ij W(x_i − x_j) p_i p_j. */
function doubleSum(box: Grid, p: Float64Array): number {
  let s = 0;
  for (let i = 0; i < box.size; i++)
    for (let j = 0; j < box.size; j++) {
      const [x, y] = [box.centre(i), box.centre(j)];
      s += W(...x.map((v, k) => v - y[k])) * p[i] * p[j];
    }
  return 0.5 * box.cellVolume ** 2 * s;
}

/** The first variation against differences of the value, cell by cell. */
function expectConsistent(energy: Energy, box: Grid, p: Float64Array): void {
  const discrete = energy.on(box);
  const out = new Float64Array(box.size);
  discrete.firstVariation(out, p);
  for (let i = 0; i < box.size; i++) {
    const at = (d: number) => discrete.value(p.map((v, j) => (i === j ? v + d : v)));
    const h = 1e-4;
    const slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h * box.cellVolume);
    expect(Math.abs(out[i] - slope)).toBeLessThan(1e-8 * (1 + Math.abs(slope)));
  }
}

describe('interaction', () => {
  test('is the double sum, on any grid', () => {
    fc.assert(
      fc.property(boxes, fc.integer({ min: 0, max: 99 }), (box, seed) => {
        const p = field(box, seed);
        const expected = doubleSum(box, p);
        expect(Math.abs(interaction(W).on(box).value(p) / expected - 1)).toBeLessThan(1e-13);
        expect(Math.abs(interaction(W).scale(3).on(box).value(p) / (3 * expected) - 1)).toBeLessThan(1e-13);
      }),
      { numRuns: 30 },
    );
  });

  test('has the first variation that differences give, also in a sum', () => {
    fc.assert(
      fc.property(boxes, fc.integer({ min: 0, max: 99 }), (box, seed) => {
        const p = field(box, seed).map((v) => v + 0.1);
        expectConsistent(interaction(W), box, p);
        expectConsistent(
          interaction(W)
            .scale(2)
            .plus(entropy())
            .plus(potential((x) => x * x)),
          box,
          p,
        );
      }),
      { numRuns: 10 },
    );
  });

  test('has a symmetric operator: ⟨q, W∗p⟩ = ⟨p, W∗q⟩', () => {
    fc.assert(
      fc.property(boxes, fc.integer({ min: 0, max: 99 }), (box, seed) => {
        const [p, q] = [field(box, seed), field(box, seed + 1)];
        const energy = interaction(W).on(box);
        const [a, b] = [new Float64Array(box.size), new Float64Array(box.size)];
        energy.firstVariation(a, p);
        energy.firstVariation(b, q);
        const dot = (u: Float64Array, v: Float64Array) => u.reduce((s, x, i) => s + x * v[i], 0);
        expect(dot(q, a)).toBeCloseTo(dot(p, b), 11);
      }),
      { numRuns: 30 },
    );
  });

  test('is refused on a grid where W is infinite or not even', () => {
    const box = grid([[0, 1]], [4]);
    expect(() => interaction((x) => -Math.log(Math.abs(x))).on(box)).toThrow(ArgumentError);
    expect(() => interaction((x) => x).on(box)).toThrow('an even W');
  });
});

describe('functional', () => {
  const box = grid([[0, 1]], [8]);
  // ½ (∫p² dx)², whose first variation is 2 (∫p²) p.
  const black = functional({
    name: 'quartic',
    firstVariation: (out, p, { cellVolume }) => {
      const s = cellVolume * p.reduce((t, v) => t + v * v, 0);
      p.forEach((v, i) => {
        out[i] = 2 * s * v;
      });
      return 0.5 * s * s;
    },
  });

  test('is used as given', () => {
    const p = field(box, 3);
    const s = box.cellVolume * p.reduce((t, v) => t + v * v, 0);
    expect(black.on(box).value(p)).toBeCloseTo(0.5 * s * s, 15);
    expect(black.name).toBe('quartic');
    expectConsistent(black, box, p);
    expectConsistent(
      black.scale(4).plus(entropy()).plus(interaction(W)),
      box,
      p.map((v) => v + 0.1),
    );
  });

  test('finds zeros in out, so that a sum is no trap', () => {
    const seen: number[] = [];
    const adding = functional({
      firstVariation: (out) => {
        seen.push(...out);
        for (let i = 0; i < out.length; i++) out[i] += 1;
        return 0;
      },
    });
    const out = new Float64Array(8).fill(9);
    entropy().plus(adding).plus(adding).on(box).firstVariation(out, new Float64Array(8).fill(1));
    expect(seen.every((v) => v === 0)).toBe(true);
    expect(out.every((v) => v === 3)).toBe(true);
  });
});
