import type { Direction } from './direction.ts';
import { evaluateGauss, potentialRemainder } from './gaussPoints.ts';
import type { Iterate } from './iterate.ts';
import { monotone } from './monotone.ts';
import type { QuantileProblem } from './quantileProblem.ts';

/** No width shrinks below this share of itself, or of its distance from the smallest that there is, in one iteration. */
const KEEP = 0.01;

/** Armijo's constant: the share of the promised decrease that a step must bring. */
const ENOUGH = 1e-4;

/** Fractions of the direction tried along the projected arc before the straight line is. */
const ARC = 4;
const LINE = 40;

/** The objective's change in a trial, less the linear part: Σ of nonnegative terms if V is convex. */
function excess(it: Iterate, { energy, potential, mass, timeStep }: QuantileProblem): number {
  const { width, trialGrowth, change, knots, solution } = it;
  const last = mass.length;
  let s = 0;
  for (let k = 0; k < last; k++) {
    const a = change[k];
    const b = change[k + 1];
    s += (mass[k] / (6 * timeStep)) * (a * a + a * b + b * b);
    s += energy.bregman(mass[k], width[k] + trialGrowth[k], width[k]);
  }
  if (potential === null) return s;
  for (let k = 0; k <= last; k++) solution[k] = knots[k] + change[k];
  evaluateGauss(it.there, solution, potential);
  return s + potentialRemainder(it.here, it.there, change, mass, knots[last] - knots[0]);
}

/** The width that parcel k must keep. */
function floorOf(it: Iterate, { mass, energy }: QuantileProblem, k: number): number {
  const least = mass[k] / energy.largest;
  return least + KEEP * (it.width[k] - least);
}

/**
 * Writes the trial on the projected arc: knots + α δx, moved by as little as possible, weighted by mass, that widths keep
 * their floors. Heavy parcels push light ones before them, which along a straight line would hold them up one by one.
 *
 * @returns the derivative of the objective along the trial's change.
 */
function trialOnArc(it: Iterate, problem: QuantileProblem, alpha: number, slope: number): number {
  const { knots, width, direction, growth, gradient, change, trialGrowth } = it;
  const { solution, diagonal, off, counts } = it;
  const { mass } = problem;
  const last = mass.length;
  // Knots less the floors below them: widths keep their floors where these ascend.
  let floors = 0;
  for (let k = 0; k <= last; k++) {
    solution[k] = knots[k] + alpha * direction[k] - floors;
    change[k] = solution[k];
    diagonal[k] = (k > 0 ? mass[k - 1] : 0) + (k < last ? mass[k] : 0);
    if (k < last) floors += floorOf(it, problem, k);
  }
  monotone(solution, diagonal, { level: off, weight: it.scratch, counts });
  let straight = true;
  for (let k = 0; k < last; k++) {
    const spare = width[k] - floorOf(it, problem, k);
    const pushed = solution[k] !== change[k] || solution[k + 1] !== change[k + 1];
    trialGrowth[k] = Math.max(-spare, pushed ? solution[k + 1] - solution[k] - spare : alpha * growth[k]);
    if (pushed) straight = false;
  }
  let derivative = 0;
  for (let k = 0; k <= last; k++) {
    change[k] = alpha * direction[k] + (solution[k] - change[k]);
    if (k > 0 && k < last) derivative += gradient[k] * change[k];
  }
  return straight ? alpha * slope : derivative;
}

function trialOnLine({ direction, growth, change, trialGrowth }: Iterate, alpha: number): void {
  for (let k = 0; k < direction.length; k++) change[k] = alpha * direction[k];
  for (let k = 0; k < growth.length; k++) trialGrowth[k] = alpha * growth[k];
}

/** The largest fraction of the direction that keeps all floors. */
function room(it: Iterate, problem: QuantileProblem): number {
  const { width, growth } = it;
  let fraction = 1;
  for (let k = 0; k < width.length; k++) {
    const loss = -growth[k];
    const spare = width[k] - floorOf(it, problem, k);
    if (loss * fraction > spare) fraction = spare / loss;
  }
  return fraction;
}

function accept(it: Iterate): void {
  const { width, trialGrowth, stretch, knots, displacement, change, balanced, predicted } = it;
  for (let k = 0; k < width.length; k++) {
    width[k] += trialGrowth[k];
    stretch[k] += trialGrowth[k];
  }
  balanced.set(predicted);
  for (let k = 0; k < knots.length; k++) {
    knots[k] += change[k];
    displacement[k] += change[k];
  }
}

/** Moves the iterate along the direction as far as the objective decreases. @returns false if it nowhere does. */
export function advance(it: Iterate, problem: QuantileProblem, { slope }: Direction): boolean {
  let alpha = 1;
  for (let tries = 0; tries < ARC; tries++, alpha *= 0.5) {
    const derivative = trialOnArc(it, problem, alpha, slope);
    if (derivative < 0 && excess(it, problem) <= (ENOUGH - 1) * derivative) {
      accept(it);
      return true;
    }
  }
  alpha = room(it, problem);
  for (let tries = 0; tries < LINE; tries++, alpha *= 0.5) {
    trialOnLine(it, alpha);
    if (excess(it, problem) <= (ENOUGH - 1) * alpha * slope) {
      accept(it);
      return true;
    }
  }
  return false;
}
