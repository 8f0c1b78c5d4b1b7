import type { Domain } from '../../../src/energy/internalDensity.ts';
import type { ExplicitState } from './explicit.ts';
import { type RungeKuttaOrder, rungeKuttaStep } from './rungeKutta.ts';
import { rate } from './semidiscrete.ts';

/** Part of the first stage's bound that is used, so that those of later stages rarely turn a step down. */
const SAFETY = 0.9;
/** Sub-steps shorter than this part of the advance mean that it will not end. */
const SHORTEST = 1e-13;
/** Halvings of one sub-step that raises E: no discretisation error is left then, value and variation of E disagree. */
const HALVINGS = 30;
/** Rounding of E, relative to the size of its parts. */
const ENERGY_ROUNDING = 1e-13;

/** What an advance took. */
export interface Advance {
  /** How far it came: the length asked for, unless only one sub-step was, or it failed. */
  reached: number;
  energy: number;
  substeps: number;
  /** Sub-steps turned down and halved. */
  rejected: number;
  smallest: number;
  largest: number;
  failed: boolean;
}

/**
 * Advances `state.p` by `length` in stable sub-steps, or by one sub-step that is not longer.
 *
 * A sub-step is accepted if it is within the bounds of all its stages and does not raise E, which the semi-discrete
 * scheme never does.
 */
export function advance(
  state: ExplicitState,
  domain: Domain,
  length: number,
  order: RungeKuttaOrder,
  single: boolean,
): Advance {
  const { scheme, stages } = state;
  const { variation } = scheme;
  const made: Advance = {
    reached: 0,
    energy: variation.energy,
    substeps: 0,
    rejected: 0,
    smallest: Infinity,
    largest: 0,
    failed: false,
  };
  const shortest = length < Infinity ? SHORTEST * length : 0;
  while (made.reached < length) {
    const left = length - made.reached;
    let timeStep = evenly(left, SAFETY * state.stable);
    const size = Math.abs(made.energy) + variation.size;
    let stable = Number.NaN;
    for (let halvings = 0; ; halvings++) {
      if (!(timeStep > shortest && halvings <= HALVINGS)) {
        made.failed = true;
        return made;
      }
      if (rungeKuttaStep(stages, state.p, timeStep, order, domain, scheme)) {
        // Where the next sub-step begins: E comes with its first rate.
        stable = rate(stages.rate, stages.p, scheme);
        if (variation.energy <= made.energy + ENERGY_ROUNDING * size) break;
      }
      made.rejected += 1;
      timeStep *= 0.5;
      rate(stages.rate, state.p, scheme);
    }
    [state.p, stages.p] = [stages.p, state.p];
    state.stable = stable;
    made.reached = timeStep === left ? length : made.reached + timeStep;
    made.energy = variation.energy;
    made.substeps += 1;
    made.smallest = Math.min(made.smallest, timeStep);
    made.largest = Math.max(made.largest, timeStep);
    if (single) return made;
  }
  return made;
}

/** All of what is left if a stable step covers it, half if two do: no sliver remains. */
function evenly(left: number, stable: number): number {
  return left <= stable ? left : left <= 2 * stable ? 0.5 * left : stable;
}
