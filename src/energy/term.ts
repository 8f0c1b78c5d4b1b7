import type { Grid } from '../grid/grid.ts';
import type { InternalDensity } from './internalDensity.ts';

/** A scalar function of position, given the d coordinates of a point. @see {@link potential} */
export type Field = (...x: number[]) => number;

/** c ∫ U(p) dx. @see {@link internal} */
export interface InternalTerm {
  readonly kind: 'internal';
  readonly coefficient: number;
  readonly density: InternalDensity;
}

/** c ∫ V p dx. @see {@link potential} */
export interface PotentialTerm {
  readonly kind: 'potential';
  readonly coefficient: number;
  readonly V: Field;
  /** λ with V − λ|x|²/2 convex, or −Infinity where unknown. */
  readonly convexity: number;
}

/** The constraint p ≤ k, whatever c. @see {@link obstacle} */
export interface ObstacleTerm {
  readonly kind: 'obstacle';
  readonly coefficient: number;
  readonly k: Field;
}

/** c ½ ∬ W(x − y) p(x) p(y) dx dy with W even. @see {@link interaction} */
export interface InteractionTerm {
  readonly kind: 'interaction';
  readonly coefficient: number;
  /** W of the d coordinates of x − y. */
  readonly W: Field;
  /** λ with W − λ|x|²/2 convex, or −Infinity where unknown. */
  readonly convexity: number;
  /** Whether W is said to be of positive type: ∬W(x − y) d(x) d(y) dx dy ≥ 0 for every d. */
  readonly positiveType: boolean;
}

/** c F(p) with F a black box on cell averages. @see {@link functional} */
export interface FunctionalTerm {
  readonly kind: 'functional';
  readonly coefficient: number;
  readonly name: string;
  /** Writes δF into `out` (cell averages on `grid`) and returns F(p). */
  readonly firstVariation: (out: Float64Array, p: Float64Array, grid: Grid) => number;
  readonly convex: boolean;
}

/** One summand of an energy. @see {@link internal} */
export type Term = LocalTerm | InteractionTerm | FunctionalTerm;

/** A summand that acts point by point. @see {@link internal} */
export type LocalTerm = InternalTerm | PotentialTerm | ObstacleTerm;

/** Whether a summand acts point by point. */
export function isLocalTerm(term: Term): term is LocalTerm {
  return term.kind === 'internal' || term.kind === 'potential' || term.kind === 'obstacle';
}
