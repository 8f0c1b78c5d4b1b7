import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finiteVolume } from '../../solvers/finite-volume/index.ts';
import { jko } from '../../solvers/jko/index.ts';
import {
  type Density,
  type Energy,
  entropy,
  type Grid,
  gradientFlow,
  grid,
  interaction,
  l1Distance,
  potential,
  power,
  relativeEnergy,
  solve,
  steadyState,
  sum,
} from '../../src/index.ts';
import { descend } from '../../src/steady/descend.ts';
import { iterateAt } from '../../src/steady/iterate.ts';
import { densities, energies, grids } from '../../src/testing/index.ts';
import { residual, squares } from './samples.ts';

describe('laws', () => {
  const cases = fc
    .tuple(energies(), grids({ dimensions: [1, 2] }))
    .chain(([energy, g]) => densities(g).map((p): [Energy, Density] => [energy, p]));

  test('U′ + V + W∗p = λ inside the domain, by sums over all pairs of cells; the mass is exact', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ([energy, p], started) => {
        const steady = steadyState(energy, p.grid, p.mass, started ? { start: p } : {});
        const [worst, size] = residual(energy, steady);
        expect(worst).toBeLessThanOrEqual(2e-12 * size);
        expect(Math.abs(steady.density.mass - p.mass)).toBeLessThanOrEqual(1e-13 * p.mass);
        expect(steady.energy).toBe(energy.on(p.grid).value(steady.density.values));
        if (started) {
          const before = energy.on(p.grid).value(p.values);
          expect(steady.energy).toBeLessThanOrEqual(before + 1e-12 * (1 + Math.abs(before) + size));
        }
      }),
    );
  });

  test('E falls from iterate to iterate, down to differences far below its rounding', () => {
    fc.assert(
      fc.property(cases, ([energy, p]) => {
        const { local, nonlocal } = energy.on(p.grid);
        if (nonlocal === null) return;
        const problem = { local, nonlocal, mass: p.mass };
        const first = iterateAt(new Float64Array(p.grid.size), problem, null);
        for (const { iterate, change } of descend(problem, first))
          expect(change).toBeLessThanOrEqual(1e-22 * (1 + iterate.scale) ** 2);
      }),
    );
  });

  test('where E is convex it is the minimum, and any start ends there', () => {
    fc.assert(
      fc.property(cases, ([energy, p]) => {
        const steady = steadyState(energy, p.grid, p.mass);
        fc.pre(steady.uniqueness === 'convex');
        const discrete = energy.on(p.grid);
        const size = residual(energy, steady)[1];
        const relative = relativeEnergy(discrete, p, steady);
        expect(relative).toBeGreaterThanOrEqual(-1e-14 * size);
        const difference = discrete.value(p.values) - steady.energy;
        expect(Math.abs(relative - difference)).toBeLessThanOrEqual(1e-11 * (size + Math.abs(difference)));
        const again = steadyState(energy, p.grid, p.mass, { start: p });
        expect(Math.abs(again.energy - steady.energy)).toBeLessThanOrEqual(1e-11 * size);
      }),
    );
  });
});

describe('flows leave it where it is', () => {
  const attraction = interaction((...x) => -2 * Math.exp(-6 * squares(x)));
  const repulsion = interaction((...x) => 2 * Math.exp(-6 * squares(x)));
  const tilt = potential((x) => 2 * x);
  const line = grid([[-1, 1]], [40]);
  const square = grid(
    [
      [-1, 1],
      [-1, 1],
    ],
    [9, 8],
  );
  const flows: [string, Energy, Grid][] = [
    ['entropy that attracts', sum(entropy(), attraction, tilt), line],
    ['entropy that repels', sum(entropy(), repulsion, tilt), line],
    ['a porous medium that attracts', sum(power(2).scale(0.2), attraction, tilt), line],
    ['entropy that attracts in a square', sum(entropy(), attraction, tilt), square],
  ];
  test.each(flows)('%s', (_, energy, box) => {
    const { density: rest } = steadyState(energy, box);
    const flow = gradientFlow({ energy, initial: rest });
    const moved = (solver: Parameters<typeof solve>[1], until: number): number => {
      const { snapshots } = solve(flow, solver, { until });
      return l1Distance(snapshots[snapshots.length - 1].density, rest);
    };
    expect(moved(finiteVolume({ timeStep: 0.01 }), 0.01)).toBeLessThan(1e-9);
    expect(moved(finiteVolume({ method: 'explicit' }), 1e-3)).toBeLessThan(1e-9);
    // Where it goes, and not its status: at rest there is next to nothing that its gap could be small against.
    expect(moved(jko({ timeStep: 0.01 }), 0.01)).toBeLessThan(1e-9);
  });
});
