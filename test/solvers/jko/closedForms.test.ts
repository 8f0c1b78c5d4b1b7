import { density, gradientFlow, grid, l1Distance } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { jko } from '../../../solvers/jko/index.ts';
import { confined, cubic, type Dilation, heat, porous } from './support/closedForms.ts';

/** The L¹ distance of one step from the exact solution, whose old profile is given to the solver; and its W₂ error. */
function errors(exact: Dilation, cells: number, innerIntervals: number, timeStep: number) {
  const box = grid([[-exact.halfWidth, exact.halfWidth]], [cells]);
  const on = (r: number) => density(box, exact.profile(r), { mass: 1 });
  const flow = gradientFlow({ energy: exact.energy, initial: on(exact.before(timeStep)) });
  const solver = jko({ timeStep, innerIntervals });
  const step = solver.step(solver.init(flow), flow, Infinity);
  expect(step.status).toBe('converged');
  const target = on(exact.width);
  // W₂ of a dilation is |r_new − r_old| times the root of the second moment at r = 1.
  const secondMoment = target.values.reduce((s, p, i) => s + box.cellVolume * p * box.centre(i)[0] ** 2, 0);
  const transport = Math.abs(1 - exact.before(timeStep) / exact.width) * Math.sqrt(secondMoment);
  return {
    density: l1Distance(step.density, target),
    transport: Math.abs((step.transport ?? Number.NaN) / transport - 1),
  };
}

const order = (coarse: number, fine: number) => Math.log2(coarse / fine);

describe('one JKO step against its closed form', () => {
  for (const exact of [heat, confined]) {
    test(`${exact.name}: second order in space`, () => {
      const [coarse, middle, fine] = [50, 100, 200].map((n) => errors(exact, n, 8, 0.02).density);
      expect(order(coarse, middle)).toBeGreaterThan(1.85);
      expect(order(coarse, middle)).toBeLessThan(2.15);
      expect(order(middle, fine)).toBeGreaterThan(1.85);
      expect(order(middle, fine)).toBeLessThan(2.15);
      expect(fine).toBeLessThan(4e-4);
    });
  }

  test('heat: second order in inner time', () => {
    // On a grid so fine that inner time is all of the error.
    const [one, two, four] = [1, 2, 4].map((S) => errors(heat, 1600, S, 0.04).density);
    expect(order(one, two)).toBeGreaterThan(1.8);
    expect(order(two, four)).toBeGreaterThan(1.8);
  });

  for (const exact of [porous, cubic]) {
    test(`${exact.name}: errors fall as grid and inner time are refined together`, () => {
      const found = [1, 2, 4, 8].map((S) => errors(exact, 50 * S, S, 0.01));
      for (let k = 1; k < found.length; k++) {
        expect(order(found[k - 1].density, found[k].density)).toBeGreaterThan(0.8);
        expect(found[k].transport).toBeLessThan(found[k - 1].transport);
      }
      expect(found[3].density).toBeLessThan(1.5e-3);
      expect(found[3].transport).toBeLessThan(5e-3);
    });
  }

  test('refining space alone leaves the error of inner time, and the other way round', () => {
    const coarseTime = [100, 400].map((n) => errors(porous, n, 1, 0.01).density);
    expect(coarseTime[1]).toBeGreaterThan(0.9 * coarseTime[0]);
    const coarseSpace = [4, 16].map((S) => errors(porous, 50, S, 0.01).density);
    expect(coarseSpace[1]).toBeGreaterThan(0.8 * coarseSpace[0]);
    expect(errors(porous, 200, 8, 0.01).density).toBeLessThan(0.25 * Math.min(coarseTime[1], coarseSpace[1]));
  });
});
