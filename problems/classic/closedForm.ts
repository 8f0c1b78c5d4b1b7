import { within } from '../../src/errors/check.ts';
import { type Density, type Energy, type GradientFlow, gradientFlow } from '../../src/index.ts';
import type { Dilation } from './dilation.ts';
import { centreAfter, centreOfIterate, type QuadraticForces } from './quadraticForces.ts';

/**
 * A profile of known shape: where its centre of mass is, and how wide it is along each axis.
 *
 * @see {@link gaussianFlow}
 */
export interface Placement {
  /** d coordinates. */
  readonly centre: readonly number[];
  /** d numbers > 0: standard deviations of a Gaussian, d times the radius of a ball. */
  readonly widths: readonly number[];
}

/**
 * A flow whose solution is known, and so is every JKO step: it only moves and dilates the initial profile, as long as the
 * walls of the box are too far away to matter.
 *
 * What a solver gives differs from `jkoIterate` by its own errors in space and in the distance, and that from `pde` by the
 * O(τ) of JKO steps: the two errors are told apart.
 *
 * @see {@link gaussianFlow}
 */
export interface ClosedForm<E extends Energy = Energy> {
  readonly flow: GradientFlow<E>;
  /** Where the profile is after `steps` exact JKO steps of length τ. @throws ArgumentError unless κτ > −1. */
  readonly iterate: (steps: number, timeStep: number) => Placement;
  /** The density after `steps` exact JKO steps of length τ, as cell averages on the flow's grid. */
  readonly jkoIterate: (steps: number, timeStep: number) => Density;
  /** W₂ between the exact JKO iterates `step` − 1 and `step`, for step ≥ 1. */
  readonly transport: (step: number, timeStep: number) => number;
  /** Where the profile is at time t after the start of the flow, by the PDE. */
  readonly at: (time: number) => Placement;
  /** The density at time t after the start of the flow, as cell averages on the flow's grid. */
  readonly pde: (time: number) => Density;
}

/** What a {@link ClosedForm} is made of. */
export interface ClosedFormParts<E extends Energy> {
  /** With the forces in it. */
  readonly energy: E;
  readonly initial: Placement;
  readonly forces: QuadraticForces;
  /** How widths change. */
  readonly law: Dilation;
  /** ∫ (x_k − centre_k)² p dx for widths 1, per unit mass. */
  readonly secondMoment: number;
  /** The cell averages of a profile. */
  readonly density: (placement: Placement) => Density;
}

/** Makes a {@link ClosedForm}. */
export function closedForm<E extends Energy>(parts: ClosedFormParts<E>): ClosedForm<E> {
  const { energy, initial, forces, law, secondMoment, density } = parts;
  const flow = gradientFlow({ energy, initial: density(initial) });
  const iterate = (steps: number, timeStep: number): Placement => ({
    centre: centreOfIterate(initial.centre, forces, timeStep, steps),
    widths: initial.widths.map((w) => law.iterate(w, timeStep, steps)),
  });
  const at = (time: number): Placement => ({
    centre: centreAfter(initial.centre, forces, within('time', time, 0, Infinity)),
    widths: initial.widths.map((w) => law.flow(w, time)),
  });
  return Object.freeze<ClosedForm<E>>({
    flow,
    iterate,
    jkoIterate: (steps, timeStep) => (steps === 0 ? flow.initial : density(iterate(steps, timeStep))),
    transport(step, timeStep) {
      const [from, to] = [iterate(step - 1, timeStep), iterate(step, timeStep)];
      const squared = to.centre.reduce(
        (s, c, k) => s + (c - from.centre[k]) ** 2 + secondMoment * (to.widths[k] - from.widths[k]) ** 2,
        0,
      );
      return Math.sqrt(flow.initial.mass * squared);
    },
    at,
    pde: (time) => (time === 0 ? flow.initial : density(at(time))),
  });
}
