import type { ConvergenceOrder } from '../../compare/orderOfConvergence.ts';
import type { Energy } from '../../energy/index.ts';
import type { GradientFlow } from '../../flow/index.ts';
import { compareRefined, refine, type SolverAt } from '../../refine/index.ts';
import { LawError } from '../lawError.ts';

/** A solver whose error shrinks with its time step. */
export interface Approach<E extends Energy> {
  readonly name: string;
  readonly solverAt: SolverAt<E>;
  /** Its discretisation in space in words; null if it does not say. */
  readonly space: string | null;
}

/** What is refined. */
export interface OrderStudy<E extends Energy> {
  readonly flow: GradientFlow<E>;
  readonly until: number;
  readonly timeStep: number;
  readonly tolerance: number;
}

/** An order that was measured, and as good as it should be. @see {@link checkFlow} */
export interface Measured {
  /** `order in time` or `agreement`. */
  readonly law: 'order in time' | 'agreement';
  /** One solver, or two. */
  readonly of: readonly string[];
  readonly order: number;
}

/** What a first order may come out as, measured over two halvings. */
const LEAST = 0.7;

/** Errors below this many tolerances are noise, and have no order. */
const NOISE = 10;

/** @throws LawError if errors shrink at less than their order. */
function judged<E extends Energy>(
  { flow, tolerance }: OrderStudy<E>,
  found: ConvergenceOrder | null,
  what: Omit<Measured, 'order'>,
): Measured[] {
  if (found === null || found.errors[0] < NOISE * tolerance * flow.initial.mass) return [];
  const { order, errors } = found;
  if (!(order >= LEAST))
    throw new LawError(
      what.law,
      `${what.of.join(' and ')} on ${flow.name}`,
      `distances in L¹ of ${errors.map((e) => e.toExponential(2)).join(', ')} shrink at order ${order.toFixed(2)}, not 1, as the time step is halved`,
    );
  return [{ ...what, order }];
}

/** The order of a solver in its time step, from successive halvings. */
export function orderLaw<E extends Energy>(
  study: OrderStudy<E>,
  { name, solverAt }: Approach<E>,
): Measured[] {
  const { flow, until, timeStep } = study;
  const { shape: cells } = flow.grid;
  const found = refine(() => flow, solverAt, { in: 'time', cells, timeStep, until, levels: 4 });
  return judged(study, found, { law: 'order in time', of: [name] });
}

/** The order at which two solvers come together that differ in time alone; nothing for others. */
export function agreementLaw<E extends Energy>(
  study: OrderStudy<E>,
  a: Approach<E>,
  b: Approach<E>,
): Measured[] {
  if (a.space === null || a.space !== b.space) return [];
  const { flow, until, timeStep } = study;
  const { shape: cells } = flow.grid;
  const solvers = { [a.name]: a.solverAt, [b.name]: b.solverAt };
  const { pairs } = compareRefined(() => flow, solvers, { in: 'time', cells, timeStep, until, levels: 3 });
  const of = [a.name, b.name];
  return judged(study, pairs[0].orders.l1, { law: 'agreement', of });
}
