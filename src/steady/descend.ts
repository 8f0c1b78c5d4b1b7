import { type Change, changeOf } from './change.ts';
import { type Iterate, iterateAt, type SteadyProblem } from './iterate.ts';
import { newtonField } from './newtonField.ts';
import { straight } from './straight.ts';

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

/** What a search has found, and how far along. */
type Found = Descent & { readonly length: number };

/** The first of the lengths 1, ½, … at which E falls enough, or 2, 4, … as long as it falls further; null if there is none. */
function search(
  from: Iterate,
  direction: Float64Array,
  lengths: { readonly halvings: number; readonly doublings: number },
  problem: SteadyProblem,
): Found | null {
  for (let k = 0, length = 1; k <= lengths.halvings; k++, length /= 2) {
    const iterate = along(from, direction, length, problem);
    const change = changeOf(iterate, from, problem);
    if (!isBetter(iterate, from, length, change)) continue;
    let best: Found = { iterate, change: change.energy, length };
    for (let j = 0; k === 0 && j < lengths.doublings; j++) {
      const further = along(from, direction, 2 ** (j + 1), problem);
      const { energy } = changeOf(further, from, problem);
      if (!(energy < FURTHER * best.change)) break;
      best = { iterate: further, change: energy, length: 2 ** (j + 1) };
    }
    return best;
  }
  return null;
}

/**
 * Iterates of falling energy towards δE = λ, after one that it is given.
 *
 * Newton's method for field = W∗p, each direction of which is followed along the minimisers of the local part, so that
 * bounds, supports and tails are always those of some field. Where that takes short steps, or δ²E is not positive, p itself may go
 * along a straight line, up to a bound; what follows is the iterate of the field that it has there. Where E falls neither way, the field
 * moves towards W∗p:
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
    const { change, step, indefinite } = newtonField(residual, c, problem.nonlocal, LINEAR, ROUNDING * scale);
    const close = error <= CLOSE * scale;
    const lengths = { halvings: close ? 0 : MOST_HALVINGS, doublings: indefinite ? MOST_DOUBLINGS : 0 };
    let next = search(last, change, lengths, problem);
    if (!close && (next === null || next.length < 1 || indefinite)) {
      const other = straight(last, step, indefinite, problem);
      if (other !== null && other.change < (next?.change ?? 0)) next = { ...other, length: 1 };
    }
    next ??= search(last, residual, lengths, problem);
    if (next === null || (close && !(next.iterate.error <= 0.5 * error))) return;
    last = next.iterate;
    yield next;
  }
}
