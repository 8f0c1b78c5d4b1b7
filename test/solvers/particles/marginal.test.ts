import {
  entropy,
  gradientFlow,
  grid,
  hardSphere,
  indicator,
  type ParticleModel,
  particleModel,
  type Step,
  solve,
  uniform,
} from 'ottoflow';
import { densityEstimate, ensemble, particles } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { GROUPS } from '../../../solvers/particles/frame.ts';

const sides = [
  [0, 1],
  [-1, 1],
] as const;
const line = grid([sides[0]], [5]);
const strip = indicator(grid(sides, [5, 4]), [[0.2, 0.6], sides[1]]);
const disks = particleModel({ particles: 12, epsilon: 0.1, pair: hardSphere(), initial: strip });
const options = { times: [0, 0.005], realisations: 7, seed: 3 };

describe('particles in a box on a grid over its first axis', () => {
  const whole = ensemble(disks, options);
  const along = ensemble(disks, { ...options, grid: line });

  test('are those of the whole box, counted along it', () => {
    along.frames.forEach(({ groups, squares, means, meanSquares, counted }, k) => {
      const { groups: all, ...other } = whole.frames[k];
      const sums = Int32Array.from({ length: GROUPS * 5 }, (_, i) =>
        all.subarray(4 * i, 4 * i + 4).reduce((s, n) => s + n, 0),
      );
      expect(groups).toEqual(sums);
      // Seven realisations are in groups of their own.
      const counts = Array.from({ length: 5 }, (_, i) =>
        Array.from({ length: 7 }, (_, g) => groups[5 * g + i] ** 2).reduce((s, n) => s + n, 0),
      );
      expect([...squares]).toEqual(counts);
      expect([means, meanSquares]).toEqual([[other.means[0]], [other.meanSquares[0]]]);
      expect(counted).toBe(other.counted);
    });
    expect(densityEstimate(along, 1).density.mass).toBeCloseTo(1, 14);
  });

  test('follow a flow on a line, whose start is the marginal of theirs', () => {
    const flow = gradientFlow({ energy: entropy(), initial: indicator(line, [[0.2, 0.6]]) });
    const taken: Step[] = [];
    const solver = particles(disks, { realisations: 7, seed: 3 });
    solve(flow, solver, { until: 0.005, onStep: (step) => taken.push(step) });
    const [{ density, diagnostics, status }] = taken;
    // One step, as from the time 0 of the ensemble.
    expect(density.values).toEqual(densityEstimate(along, 1).density.values);
    expect([status, 'mean0' in diagnostics, 'mean1' in diagnostics]).toEqual(['converged', true, false]);
    const elsewhere = gradientFlow({ energy: entropy(), initial: uniform(line) });
    expect(() => solve(elsewhere, solver, { until: 0.005 })).toThrow(
      /flow\.initial is .*the marginal of the particle model's initial density along 1 of 2 axes/,
    );
  });

  test.each([
    ['the second axis', { grid: grid([sides[1]], [4]) }],
    ['another box', { grid: grid([[0, 2]], [4]) }],
    ['more axes than there are', { grid: grid([...sides, [0, 1]], [2, 2, 2]) }],
    ['a circle', { grid: grid([sides[0]], [4], { periodic: [true] }) }],
  ])('over %s is refused', (_, other) => {
    expect(() => ensemble(disks, { ...options, ...other })).toThrow(
      /grid is .*over the model's box \[\[0,1\],\[-1,1\]\] or over its first axes/,
    );
  });

  test.each([[{ keepPositions: true }], [{ pairs: { reach: 0.2, bins: 2 } }]])(
    'does not do for %o',
    (kept) => {
      const run = (model: ParticleModel): unknown => ensemble(model, { ...options, ...kept, grid: line });
      expect(() => run(disks)).toThrow(/grid is .*one along all 2 axes of the box/);
    },
  );
});
