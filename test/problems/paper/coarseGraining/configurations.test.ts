import fc from 'fast-check';
import {
  ArgumentError,
  Density,
  density,
  gaussian,
  grid,
  hardSphere,
  indicator,
  l1Distance,
  type ParticleModel,
  particleModel,
  steadyState,
} from 'ottoflow';
import { rodDensity } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { rodEquilibrium } from '../../../../problems/paper/coarseGraining/equilibrium.ts';
import { twoHardRods } from '../../../../problems/paper/coarseGraining/hardRods.ts';
import { densityAt, external, pairOf } from '../../../../problems/paper/coarseGraining/setting.ts';
import { twoSoftRods } from '../../../../problems/paper/coarseGraining/softRods.ts';

const STRIP = [[-0.2, 0.4]] as const;

/** Two rods without V, thrown into a strip. */
function rodsIn(cells: number, epsilon: number): ParticleModel {
  const initial = indicator(grid([[-0.5, 0.5]], [cells]), STRIP);
  return particleModel({ particles: 2, epsilon, pair: hardSphere(), initial });
}

describe('two hard rods', () => {
  test('start as the exact density of rods thrown into a strip, and stay with it', () => {
    const errors = [20, 40].map((cells) => {
      const model = rodsIn(cells, 0.1);
      const { flow, marginal } = twoHardRods(model);
      const line = model.initial.grid;
      expect(l1Distance(marginal(flow.initial), rodDensity(model, line, 0))).toBeLessThan(1e-12);
      return l1Distance(marginal(densityAt(flow, 0.04, 0.1 / cells)), rodDensity(model, line, 0.04));
    });
    // Second order in both: the strip ends at cells' edges on every grid.
    expect(errors[0] / errors[1]).toBeGreaterThan(3.3);
    expect(errors[1]).toBeLessThan(4e-3);
  });

  test('rest uniformly on the square without V, which is the exact equilibrium', () => {
    const model = rodsIn(40, 0.15);
    const { flow, marginal } = twoHardRods(model);
    const rest = steadyState(flow.energy, flow.grid).density;
    expect(l1Distance(marginal(rest), rodDensity(model, model.initial.grid, Infinity))).toBeLessThan(1e-12);
  });

  test('rest in V as quadrature says, to second order', () => {
    const errors = [20, 40, 80].map((cells) => {
      const { model, flow, marginal } = twoHardRods(pairOf(hardSphere(), 0.1, cells));
      return l1Distance(marginal(steadyState(flow.energy, flow.grid).density), rodEquilibrium(model));
    });
    expect(errors[0] / errors[1]).toBeCloseTo(4, 0);
    expect(errors[1] / errors[2]).toBeCloseTo(4, 0);
  });

  test('marginal: half of each cell’s mass to its left rod, half to its right one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        (rod, n, seed) => {
          const cells = n + rod;
          const model = pairOf(hardSphere(), rod / cells, cells);
          const { flow, marginal } = twoHardRods(model);
          const P = Float64Array.from({ length: n * n }, (_, k) => {
            const [i, j] = [Math.floor(k / n), k % n];
            return 1 + Math.sin(seed + i * j + 7 * (i + j));
          });
          const p = new Float64Array(cells);
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++)
              for (const to of [Math.min(i, j), Math.max(i, j) + rod]) p[to] += (0.5 * P[i * n + j]) / cells;
          const found = marginal(new Density(flow.grid, P)).values;
          for (let i = 0; i < cells; i++) expect(found[i]).toBeCloseTo(p[i], 12);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('on Ω² there is nothing where rods would overlap, and the rest is symmetric of unit mass', () => {
    const { flow, onSquare } = twoHardRods(pairOf(hardSphere(), 0.2, 20));
    const joint = onSquare(flow.initial);
    let mass = 0;
    for (let i = 0; i < 20; i++)
      for (let j = 0; j < 20; j++) {
        expect(joint[i * 20 + j]).toEqual(joint[j * 20 + i]);
        expect(Number.isNaN(joint[i * 20 + j])).toBe(Math.abs(i - j) < 4);
        // Cells on the edge of the hole are cut in two.
        if (Math.abs(i - j) >= 4) mass += ((Math.abs(i - j) === 4 ? 0.5 : 1) * joint[i * 20 + j]) / 400;
      }
    expect(mass).toBeCloseTo(1, 12);
  });
});

describe('two soft rods', () => {
  test('rest as the Gibbs measure, summed directly', () => {
    const { flow, marginal, model } = twoSoftRods(pairOf(gaussian(2), 0.1, 30));
    const x = model.initial.grid.centres(0);
    const weights = [...x].map((a) =>
      x.reduce((s, b) => s + Math.exp(-external(a) - external(b) - 2 * Math.exp(-(((a - b) / 0.1) ** 2))), 0),
    );
    const total = weights.reduce((s, w) => s + w, 0);
    const p = marginal(steadyState(flow.energy, flow.grid).density).values;
    for (const [i, w] of weights.entries()) expect(p[i]).toBeCloseTo((30 * w) / total, 10);
  });

  test('the joint density begins as q q e^{−u}', () => {
    for (const two of [
      twoSoftRods(pairOf(gaussian(2), 0.1, 12)),
      twoHardRods(pairOf(hardSphere(), 1 / 6, 12)),
    ]) {
      const joint = two.onSquare(two.flow.initial);
      const { values: q, grid: line } = two.outer;
      const x = line.centres(0);
      joint.forEach((P, k) => {
        if (Number.isNaN(P)) return;
        const [i, j] = [Math.floor(k / 12), k % 12];
        const u = two.model.pair.hardCore > 0 ? 0 : 2 * Math.exp(-(((x[i] - x[j]) / 0.1) ** 2));
        expect(P).toBeCloseTo(q[i] * q[j] * Math.exp(-u), 12);
      });
    }
  });
});

test('what is not two particles on a line is refused, saying what is allowed', () => {
  const line = density(grid([[0, 1]], [10]), () => 1);
  const square = density(
    grid(
      [
        [0, 1],
        [0, 1],
      ],
      [4, 4],
    ),
    () => 1,
  );
  const circle = density(grid([[0, 1]], [10], { periodic: [true] }), () => 1);
  const model = (particles: number, epsilon: number, initial: Density, pair = hardSphere()): ParticleModel =>
    particleModel({ particles, epsilon, initial, pair });
  for (const [made, field] of [
    [() => twoHardRods(model(3, 0.1, line)), 'particles'],
    [() => twoHardRods(model(2, 0.1, square)), 'initial'],
    [() => twoSoftRods(model(2, 0.1, circle, gaussian(1))), 'initial'],
    [() => twoHardRods(model(2, 0.15, line)), 'epsilon'],
    [() => twoHardRods(model(2, 0.1, line, gaussian(1))), 'pair'],
    [() => twoSoftRods(model(2, 0.1, line)), 'pair'],
  ] as const) {
    expect(made).toThrow(ArgumentError);
    expect(made).toThrow(field);
  }
});
