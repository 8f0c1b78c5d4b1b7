import type { Energy } from '../../src/index.ts';
import type { ClosedForm } from './closedForm.ts';

/** A family of closed forms, by cells, and how long to follow them. */
export interface ClosedFormCase<E extends Energy = Energy> {
  readonly make: (cells: readonly number[]) => ClosedForm<E>;
  readonly until: number;
  /** 2 where the solution is smooth, the least order where there is a front. */
  readonly orderInSpace: number;
  /** Of JKO steps on the grid: the more, the closer they are to exact ones; with interactions more than one take long. */
  readonly innerIntervals: number;
  /** Who says what the solution is. */
  readonly source: string;
}

/**
 * The least order in space in L¹ at the front of a Barenblatt profile: one where it has an angle or is flatter, m ≤ 2; less where it is as steep as
 * a square root and moves by less than a cell.
 */
export function frontOrder(exponent: number): number {
  return exponent <= 2 ? 1 : 0.7;
}
