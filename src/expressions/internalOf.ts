import { type InternalDefinition, internal, type LocalEnergy } from '../energy/index.ts';
import { knownKeys } from '../errors/check.ts';
import { type Constants, type Expression, expression } from './expression.ts';

/** A local free-energy density as text. @see {@link internalOf} */
export interface InternalFormula extends Omit<InternalDefinition, 'U' | 'dU' | 'd2U'> {
  /** U(p), such as `p log(p)`. */
  readonly U: string;
  /** U′(p); derived unless given. */
  readonly dU?: string;
  /** U″(p); derived unless given. */
  readonly d2U?: string;
  readonly constants?: Constants;
}

function scalar({ evaluate }: Expression): (p: number) => number {
  return (p) => evaluate([p]);
}

/**
 * The energy ∫ U(p) dx of a U that is written as text, with derivatives derived from it symbolically.
 *
 * @throws as `internal` and `expression` do.
 * @see [In twenty lines](/guide/own-energy#in-twenty-lines)
 */
export function internalOf(formula: InternalFormula): LocalEnergy {
  knownKeys('internalOf', formula, [
    'name',
    'U',
    'dU',
    'd2U',
    'constants',
    'domain',
    'displacementConvex',
    'check',
  ]);
  const { constants = {}, name = formula.U, U: text, dU: first, d2U: second, ...rest } = formula;
  const U = expression('U', text, ['p'], constants);
  const dU = first === undefined ? U.derivative('p') : expression('dU', first, ['p'], constants);
  const d2U = second === undefined ? dU.derivative('p') : expression('d2U', second, ['p'], constants);
  return internal({ ...rest, name, U: scalar(U), dU: scalar(dU), d2U: scalar(d2U) });
}
