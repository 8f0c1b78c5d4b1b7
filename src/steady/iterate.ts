import type { DiscreteLocalEnergy } from '../energy/discreteEnergy.ts';
import type { NonlocalPart } from '../energy/nonlocal/nonlocalPart.ts';
import { compliance, multiplierFor } from './multiplier.ts';
import { weightedMean } from './newtonField.ts';

/** An energy whose minimiser is looked for: its local part, what couples cells, and the mass. */
export interface SteadyProblem {
  readonly local: DiscreteLocalEnergy;
  readonly nonlocal: NonlocalPart;
  readonly mass: number;
}

/**
 * The minimiser p of the local part and ⟨field, p⟩: U′(p) + V + field = λ where p is inside its domain, with the inequalities of a
 * steady state at the ends. It is one where field = W∗p, up to a constant.
 */
export interface Iterate {
  readonly field: Float64Array;
  readonly p: Float64Array;
  /** λ beside the field. */
  readonly multiplier: number;
  /** 1/U″, 0 where p is at a bound. */
  readonly compliance: Float64Array;
  /** W∗p − field − shift: what δE − λ is at p, inside the domain; at its ends only what would take p off them. */
  readonly residual: Float64Array;
  /** The mean of W∗p − field, weighted by the compliance. */
  readonly shift: number;
  /** max |residual|. */
  readonly error: number;
  /** The largest of the numbers that cancel in δE − λ. */
  readonly scale: number;
}

type Relaxable = Pick<Iterate, 'p' | 'multiplier' | 'compliance'>;

/**
 * Where p is at a bound the field may be any that keeps it there. Takes the one nearest to W∗p, so that of the residual,
 * which is W∗p − field to begin with, only what would take p off the bound remains.
 */
function relax(field: Float64Array, residual: Float64Array, it: Relaxable, local: DiscreteLocalEnergy): void {
  const n = field.length;
  const { p, multiplier, compliance: c } = it;
  const kept = new Float64Array(n);
  local.inverse(
    kept,
    field.map((v, i) => multiplier - v - residual[i]),
  );
  const slope = new Float64Array(n);
  local.firstVariation(slope, p);
  for (let i = 0; i < n; i++) {
    if (c[i] > 0) continue;
    const step = kept[i] === p[i] ? residual[i] : multiplier - slope[i] - field[i];
    if (!Number.isFinite(step)) continue;
    field[i] += step;
    residual[i] -= step;
  }
}

/** Finds the densities that go with a field, which may change where they are at a bound. @param guess - of the multiplier. */
export function iterateAt(
  given: Float64Array,
  { local, nonlocal, mass }: SteadyProblem,
  guess: number | null,
): Iterate {
  const n = given.length;
  const field = given.slice();
  const p = new Float64Array(n);
  const multiplier = multiplierFor(p, mass, local, field, guess);
  const c = new Float64Array(n);
  if (!(compliance(c, p, local) < Infinity)) c.fill(0);
  const residual = new Float64Array(n);
  nonlocal.firstVariation(residual, p);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    largest = Math.max(largest, Math.abs(local.potential[i]) + Math.abs(residual[i]));
    residual[i] -= field[i];
  }
  const shift = weightedMean(residual, c);
  for (let i = 0; i < n; i++) residual[i] -= shift;
  relax(field, residual, { p, multiplier, compliance: c }, local);
  const error = residual.reduce((most, r) => Math.max(most, Math.abs(r)), 0);
  const scale = Math.abs(multiplier + shift) + largest;
  return { field, p, multiplier, compliance: c, residual, shift, error, scale };
}
