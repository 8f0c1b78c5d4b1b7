import fc from 'fast-check';
import { saturating } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { evaluateBox } from '../../../../solvers/jko/box/boxCertificate.ts';
import { boxStart } from '../../../../solvers/jko/box/boxStart.ts';
import { lineariseFaces } from '../../../../solvers/jko/box/linearise.ts';
import { evaluateMobilities } from '../../../../solvers/jko/box/mobilities.ts';
import { newtonSystem } from '../../../../solvers/jko/box/newtonSystem.ts';
import { solveBox } from '../../../../solvers/jko/box/solveBox.ts';
import { type Evaluation, isSolved } from '../../../../solvers/jko/evaluation.ts';
import { facesOf, naiveDual, naivePrimal } from './support/naiveBox.ts';
import { type RandomBox, randomBoxes, smallGrids } from './support/randomBoxes.ts';

function certificate({ problem, iterate }: RandomBox): Evaluation {
  evaluateMobilities(iterate, problem);
  return evaluateBox(iterate, lineariseFaces(iterate, problem), problem);
}

/** The least primal value, known to rounding. */
function minimum({ problem, iterate }: RandomBox): number {
  boxStart(iterate.grid).begin(iterate, problem);
  const solved = solveBox(iterate, problem, newtonSystem(iterate.grid, iterate.intervals), 1e-11, 200);
  expect(solved.status).toBe('converged');
  return solved.evaluation.primal;
}

describe('the certificate of a box', () => {
  test('is primal minus dual of design §4, both written out, on paths and potentials that are not solutions', () => {
    fc.assert(
      fc.property(randomBoxes({ means: ['arithmetic'] }), (box) => {
        const { primal, dual, gap } = certificate(box);
        const expected = naivePrimal(box.iterate, box.problem);
        const bound = naiveDual(box.iterate, box.problem);
        const size = 1 + Math.abs(expected) + Math.abs(bound);
        expect(Math.abs(primal - expected)).toBeLessThan(1e-12 * size);
        expect(Math.abs(dual - bound)).toBeLessThan(1e-12 * size);
        expect(Math.abs(gap - (expected - bound))).toBeLessThan(1e-12 * size);
      }),
    );
  });

  test('never lies: its bounds enclose the minimum, for every face mean', () => {
    fc.assert(
      fc.property(randomBoxes(), (box) => {
        const { primal, dual, gap } = certificate(box);
        const least = minimum(box);
        const noise = 1e-9 * (1 + Math.abs(least));
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(primal).toBeGreaterThanOrEqual(least - noise);
        expect(dual).toBeLessThanOrEqual(least + noise);
      }),
    );
  });

  test('never lies between two bounds, and comes close at the solution', () => {
    fc.assert(
      fc.property(randomBoxes({ mobility: saturating(1) }), (box) => {
        const { primal, dual, gap } = certificate(box);
        boxStart(box.iterate.grid).begin(box.iterate, box.problem);
        const system = newtonSystem(box.iterate.grid, box.iterate.intervals);
        const solved = solveBox(box.iterate, box.problem, system, 1e-8, 200);
        const noise = 1e-8 * (1 + Math.abs(solved.evaluation.primal));
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(dual).toBeLessThanOrEqual(solved.evaluation.primal + noise);
        expect(primal).toBeGreaterThanOrEqual(solved.evaluation.dual - noise);
      }),
    );
  });

  test('does not take the gap of potentials that have run wild for rounding', () => {
    fc.assert(
      fc.property(randomBoxes(), fc.constantFrom(1e20, 1e80), (box, size) => {
        const { potential } = box.iterate;
        for (let k = 0; k < potential.length; k++) potential[k] = k % 2 === 0 ? size : -size;
        expect(isSolved(certificate(box), 1)).toBe(false);
      }),
    );
  });

  test('has the primal value of every face mean, and a continuity residual of rounding', () => {
    fc.assert(
      fc.property(randomBoxes(), (box) => {
        const { primal, continuity } = certificate(box);
        expect(primal).toBeCloseTo(naivePrimal(box.iterate, box.problem), 10);
        expect(continuity).toBeLessThan(1e-14);
      }),
    );
  });

  test('sees a momentum that does not carry the densities', () => {
    fc.assert(
      fc.property(randomBoxes(), (box) => {
        const { iterate, problem } = box;
        const [face] = facesOf(iterate.grid);
        iterate.momentum[face.axis][face.lower] += 0.01;
        let mean = 0;
        for (const p of problem.previous) mean += p / problem.previous.length;
        const expected = 0.01 / (face.h * problem.intervals * mean);
        expect(certificate(box).continuity / expected).toBeCloseTo(1, 8);
      }),
    );
  });

  test('knows as many faces as its grids have', () => {
    expect(smallGrids.map((g) => facesOf(g).length)).toEqual([4, 4, 7, 21, 3, 20]);
  });
});
