import { type InternalDefinition, internal, type LocalEnergy } from '../energy/index.ts';
import { convexOnLine, type Domain } from '../energy/internalDensity.ts';
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
 * In which dimensions d a U satisfies McCann's condition, where that can be shown. If U″ = Σ c_k p^k with c_k ≥ 0 and U(0) = 0, then
 *
 *     p P′(p) − (1 − 1/d) P(p) = Σ c_k (1 − (1 − 1/d)/(k + 2)) p^{k+2},        P = p U′ − U = Σ c_k p^{k+2}/(k + 2),
 *
 * and both are ≥ 0 if k ≥ −1 − 1/d. On a line it is enough that U is convex, which `internal` knows.
 */
function shownDisplacementConvex(U: Expression, d2U: Expression, domain: Domain): (d: number) => boolean {
  const least = domain[0] === 0 && U.evaluate([0]) === 0 ? d2U.leastPower(domain[1]) : null;
  return (d) => convexOnLine(scalar(U), domain, d) || (least !== null && least >= -1 - 1 / d);
}

/**
 * The energy ∫ U(p) dx of a U that is written as text, with derivatives derived from it symbolically; whether it is
 * displacement convex too, where that can be shown.
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
  const { domain = [0, Infinity] } = rest;
  // What its author says of derivatives shows nothing.
  const shown = first === undefined && second === undefined;
  return internal({
    ...(shown ? { displacementConvex: shownDisplacementConvex(U, d2U, domain) } : {}),
    ...rest,
    name,
    U: scalar(U),
    dU: scalar(dU),
    d2U: scalar(d2U),
  });
}
