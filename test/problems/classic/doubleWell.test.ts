import { density, type GradientFlow, steadyState } from 'ottoflow';
import { doubleWell, doubleWellPotential } from 'ottoflow/problems';
import { describe, expect, test } from 'vitest';

const cellsOf = [[60], [24, 30], [12, 10, 14]];

/** The energy of the flow, as it is written down. */
function naiveEnergy({ grid }: GradientFlow, p: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < grid.size; i++) {
    const [x, ...across] = grid.centre(i);
    let V = 256 * (x - 0.25) ** 2 * (x - 0.75) ** 2;
    for (const y of across) V += 8 * (y - 0.5) ** 2;
    sum += p[i] * Math.log(p[i]) + p[i] ** 2 / 4 + V * p[i];
  }
  return sum * grid.cellVolume;
}

describe.each(cellsOf)('the double well in %d… cells', (...cells) => {
  const flow = doubleWell(cells);
  const { initial, grid } = flow;

  test('is on the unit box, of mass 1', () => {
    expect(grid.shape).toEqual(cells);
    for (const { lower, upper, periodic } of grid.axes)
      expect([lower, upper, periodic]).toEqual([0, 1, false]);
    expect(Math.abs(initial.mass - 1)).toBeLessThan(1e-14);
  });

  test('starts from the averages of its bump', () => {
    const start = [0.3, 0.6, 0.4];
    const bump = (...x: number[]) =>
      Math.exp(-x.reduce((s, v, k) => s + (v - start[k]) ** 2, 0) / 0.02) + 1e-3;
    const expected = density(grid, bump, { mass: 1 });
    // Four-point Gauss rules in cells of a width like the bump's.
    for (let i = 0; i < grid.size; i++)
      expect(Math.abs(initial.values[i] / expected.values[i] - 1)).toBeLessThan(1e-4);
  });

  test('has the energy that it says', () => {
    const naive = naiveEnergy(flow, initial.values);
    expect(Math.abs(flow.discrete.value(initial.values) / naive - 1)).toBeLessThan(1e-12);
  });

  test('rests with half its mass on either side of the barrier, where V + log p + p/2 is level', () => {
    const { density: rest } = steadyState(flow.energy, grid, 1);
    const stride = grid.strides[0];
    const left = rest.values.reduce(
      (s, p, i) => (Math.floor(i / stride) < cells[0] / 2 ? s + p * grid.cellVolume : s),
      0,
    );
    expect(left).toBeCloseTo(0.5, 12);
    const levels = Array.from(rest.values, (p, i) => {
      const [x, ...across] = grid.centre(i);
      return Math.log(p) + 0.5 * p + doubleWellPotential(x, ...across);
    });
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(1e-10);
  });
});

describe('the potential of the double well', () => {
  test('has wells of depth 0 at ¼ and ¾ and a barrier of height 1 between them', () => {
    expect([0.25, 0.75, 0.5].map((x) => doubleWellPotential(x))).toEqual([0, 0, 1]);
    expect(doubleWellPotential(0.25, 0.5, 0.5)).toBe(0);
    expect(doubleWellPotential(0.5, 0.25, 0)).toBe(1 + 0.5 + 2);
  });

  test('is as convex as the energy says, and no more', () => {
    const [term] = doubleWell([8]).energy.terms.filter((t) => t.kind === 'potential');
    const bent = (x: number, h: number) =>
      (doubleWellPotential(x + h) - 2 * doubleWellPotential(x) + doubleWellPotential(x - h)) / h ** 2;
    let least = Infinity;
    for (let i = 1; i < 400; i++) least = Math.min(least, bent(i / 400, 1e-3));
    expect(least / term.convexity).toBeCloseTo(1, 3);
  });

  test('other numbers of cells are refused', () => {
    expect(() => doubleWell([])).toThrow(/cells/);
    expect(() => doubleWell([4, 4, 4, 4])).toThrow(/cells is .*; allowed: 1 to 3 numbers of cells/);
    expect(() => doubleWell([4, 0])).toThrow(/cells\[1\] is 0/);
  });
});
