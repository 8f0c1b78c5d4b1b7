import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepController } from '../../../solvers/stepping/stepController.ts';

const adaptation = { tolerance: 1e-3, minimumStep: 1e-8, maximumStep: 10 };

/** Runs a controller on errors that go as C τ^power to `until`: the lengths taken and the number of rejected trials. */
function drive(first: number, power: number, constant: number, until = 1) {
  const control = stepController(first, power, adaptation);
  const lengths: number[] = [];
  let rejected = 0;
  for (let time = 0; time < until; ) {
    const length = control.propose(time, until);
    expect(time + length).toBeLessThanOrEqual(until * (1 + 1e-14));
    if (control.accepts(length, constant * length ** power)) {
      time = length === until - time ? until : time + length;
      lengths.push(length);
    } else rejected++;
  }
  return { lengths, rejected };
}

describe('the controller of time steps', () => {
  for (const power of [2, 3]) {
    test(`settles at lengths whose errors are near the tolerance, power ${power}`, () => {
      const { lengths, rejected } = drive(1e-5, power, 10);
      const settled = lengths[lengths.length - 4];
      const error = 10 * settled ** power;
      expect(error).toBeLessThan(adaptation.tolerance);
      expect(error).toBeGreaterThan(0.3 * adaptation.tolerance);
      expect(rejected).toBe(0);
      for (let k = 1; k < lengths.length; k++) expect(lengths[k]).toBeLessThan(2.001 * lengths[k - 1]);
    });
  }

  test('never takes a step that misses the tolerance, nor passes the end', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 0.9, noNaN: true }),
        fc.constantFrom(2, 3),
        fc.double({ min: -2, max: 4, noNaN: true }),
        (first, power, constant) => {
          const { lengths, rejected } = drive(10 ** first, power, 10 ** constant);
          expect(lengths.reduce((s, x) => s + x, 0)).toBeCloseTo(1, 12);
          for (const length of lengths)
            expect(10 ** constant * length ** power).toBeLessThanOrEqual(adaptation.tolerance);
          expect(rejected).toBeLessThan(20);
        },
      ),
    );
  });

  test('a step cut short by the end is not taken for a sign to go on with short ones', () => {
    const control = stepController(0.1, 2, adaptation);
    expect(control.propose(0, 0.03)).toBe(0.03);
    expect(control.accepts(0.03, 5e-4)).toBe(true);
    expect(control.propose(0.03, 1)).toBeGreaterThanOrEqual(0.1);
  });

  test('takes what misses the tolerance at the least length, which the step then has to say', () => {
    const control = stepController(1e-8, 2, adaptation);
    expect(control.accepts(1e-8, 1)).toBe(true);
  });

  test('halves the length where a trial is not solved, four times', () => {
    const control = stepController(0.16, 2, adaptation);
    const lengths = [0.16];
    while (control.shorten(lengths[lengths.length - 1])) lengths.push(control.propose(0, 10));
    expect(lengths).toEqual([0.16, 0.08, 0.04, 0.02, 0.01]);
  });
});
