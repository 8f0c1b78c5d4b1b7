import { type Energy, interaction, potential, sum } from '../energy/index.ts';
import { ArgumentError } from '../errors/argumentError.ts';
import { knownKeys } from '../errors/check.ts';
import { field } from './field.ts';
import { type InternalFormula, internalOf } from './internalOf.ts';

/** ∫U(p) + ∫Vp + ½∬W(x − y)p p, each part as text or absent. @see {@link energyOf} */
export interface EnergyFormula extends Partial<InternalFormula> {
  /** V of x, y, z and r. */
  readonly V?: string;
  /** λ with V − λ|x|²/2 convex, if known. */
  readonly convexity?: number;
  /** W of the coordinates of x − y, and r = |x − y|; even. */
  readonly W?: string;
}

/**
 * An energy from text.
 *
 * @throws as `internal`, `potential`, `interaction` and `expression` do; ArgumentError if there is no part at all.
 * @example
 * ```ts
 * import { grid } from 'ottoflow';
 * import { energyOf } from 'ottoflow/expressions';
 *
 * const energy = energyOf({ U: 'p^2', V: 'a x', constants: { a: 3 } });
 * // One cell, p = 2 and x = ½: 2² + 3 · ½ · 2.
 * console.log(energy.on(grid([[0, 1]], [1])).value(Float64Array.of(2)));
 * ```
 * ```text
 * 7
 * ```
 */
export function energyOf(formula: EnergyFormula): Energy {
  const { V, convexity, W, U, ...rest } = formula;
  knownKeys('energyOf', rest, ['name', 'dU', 'd2U', 'constants', 'domain', 'displacementConvex', 'check']);
  const { constants = {} } = rest;
  const parts: Energy[] = [];
  if (U !== undefined) parts.push(internalOf({ ...rest, U }));
  if (V !== undefined)
    parts.push(potential(field(V, constants), convexity === undefined ? {} : { convexity }));
  if (W !== undefined) parts.push(interaction(field(W, constants)));
  if (parts.length === 0) throw new ArgumentError('energyOf', 'no U, V or W', 'one of them at least');
  return sum(...parts);
}
