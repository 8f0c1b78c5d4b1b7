import { type Iterate, iterateAt, type SteadyProblem } from './iterate.ts';
import { newtonField } from './newtonField.ts';

/** An {@link Iterate}, and by how much its energy is above that of the one before it, free of cancellation: ≤ 0 but for rounding. */
export interface Descent {
  readonly iterate: Iterate;
  readonly change: number;
}

const MOST_ITERATIONS = 1000;
const MOST_HALVINGS = 40;
const MOST_DOUBLINGS = 30;
/** The part of its linear decrease that a step has to keep. */
const ARMIJO = 1e-4;
/** A longer step has to gain as many times as much. */
const FURTHER = 1.5;
/** Of the scale: nothing is gained beyond. */
const ROUNDING = 1e-16;
/** Of linear systems, relative: where U″ is small against W∗, U″δp is what all but cancels in them. */
const LINEAR = 1e-8;
/** Of the scale: no short steps are tried any more. */
const CLOSE = 1e-12;

/** A step from one iterate to another. */
interface Change {
  /** E(p) − E(q), as D_U(p | q) and the like. */
  readonly energy: number;
  /** Its part that is linear in p − q. */
  readonly linear: number;
  /** What rounding of p makes of both. */
  readonly rounding: number;
}

function changeOf(next: Iterate, last: Iterate, { local, nonlocal }: SteadyProblem): Change {
  const { field, multiplier, residual, p, compliance, scale } = last;
  const volume = local.grid.cellVolume;
  const digit = Number.EPSILON * scale;
  let linear = 0;
  let rounding = 0;
  let wobble = 0;
  for (let i = 0; i < p.length; i++) {
    linear += residual[i] * (next.p[i] - p[i]);
    rounding += compliance[i] * (Math.abs(residual[i]) + digit);
    wobble += compliance[i] * compliance[i];
  }
  const y = field.map((v) => multiplier - v);
  return {
    energy: local.fenchelGap(next.p, y) + nonlocal.remainder(next.p, p) + volume * linear,
    linear: volume * linear,
    rounding: volume * digit * (rounding + digit * wobble * (nonlocal.bound ?? 0)),
  };
}

/** 1/U″, or less where a change of λ by `width` moves p by less than that says: U″ may vanish where p begins to be positive. */
function secantCompliance(
  { field, multiplier, compliance, p }: Iterate,
  width: number,
  { local }: SteadyProblem,
): Float64Array {
  const beyond = new Float64Array(p.length);
  local.inverse(
    beyond,
    field.map((v) => multiplier + width - v),
  );
  return compliance.map((c, i) => Math.min(c, (beyond[i] - p[i]) / width));
}

function along(from: Iterate, direction: Float64Array, length: number, problem: SteadyProblem): Iterate {
  const { field, shift, multiplier } = from;
  const next = field.map((v, i) => v + shift + length * direction[i]);
  return iterateAt(next, problem, multiplier + shift);
}

/** Whether E falls by enough, or the residual as a step of this length should make it where E is all rounding. */
function isBetter(
  next: Iterate,
  last: Iterate,
  length: number,
  { energy, linear, rounding }: Change,
): boolean {
  if (energy < 0 && energy <= ARMIJO * linear) return true;
  return energy <= rounding && next.error <= (1 - 0.5 * length) * last.error;
}

/** The first of the lengths 1, ½, … at which E falls enough, or 2, 4, … as long as it falls further; null if there is none. */
function search(
  from: Iterate,
  direction: Float64Array,
  lengths: { readonly halvings: number; readonly doublings: number },
  problem: SteadyProblem,
): Descent | null {
  for (let k = 0, length = 1; k <= lengths.halvings; k++, length /= 2) {
    const iterate = along(from, direction, length, problem);
    const change = changeOf(iterate, from, problem);
    if (!isBetter(iterate, from, length, change)) continue;
    let best: Descent = { iterate, change: change.energy };
    for (let j = 0; k === 0 && j < lengths.doublings; j++) {
      const further = along(from, direction, 2 ** (j + 1), problem);
      const { energy } = changeOf(further, from, problem);
      if (!(energy < FURTHER * best.change)) break;
      best = { iterate: further, change: energy };
    }
    return best;
  }
  return null;
}

/**
 * Iterates of falling energy towards δE = λ, after one that it is given.
 *
 * Newton's method for field = W∗p, each direction of which is followed along the minimisers of the local part, so that
 * bounds, supports and tails are always those of some field. Where E does not fall that way, the field moves towards W∗p:
 * from q to the minimiser of ⟨δE(q), p⟩ + D(p | q)/t, D the Bregman distance of the local part, along which E falls for
 * short steps whatever W is.
 *
 * Ends where rounding lets nothing improve, or after 1000 iterations.
 * Sources: Bauschke–Bolte–Teboulle 2017 and Lu–Freund–Nesterov 2018 for descent in Bregman distances.
 */
export function* descend(problem: SteadyProblem, from: Iterate): Generator<Descent, void, undefined> {
  let last = from;
  for (let k = 0; k < MOST_ITERATIONS; k++) {
    const { error, scale, residual } = last;
    if (!(error > ROUNDING * scale)) return;
    const c = secantCompliance(last, Math.max(error, 1e-8 * scale), problem);
    const { change, indefinite } = newtonField(residual, c, problem.nonlocal, LINEAR, ROUNDING * scale);
    const close = error <= CLOSE * scale;
    const lengths = { halvings: close ? 0 : MOST_HALVINGS, doublings: indefinite ? MOST_DOUBLINGS : 0 };
    const next = search(last, change, lengths, problem) ?? search(last, residual, lengths, problem);
    if (next === null || (close && !(next.iterate.error <= 0.5 * error))) return;
    last = next.iterate;
    yield next;
  }
}
