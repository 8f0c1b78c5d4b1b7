/**
 * A claim with a number: what was measured, what is expected, how far it may be off, and who says so.
 *
 * @see {@link check}
 */
export interface Check {
  readonly name: string;
  readonly measured: number;
  /** The expected value, or the bound for one-sided checks. */
  readonly expected: number;
  readonly tolerance: number;
  /** `equal`: |measured − expected| ≤ tolerance; `atMost`/`atLeast`: on the right side of expected, give or take tolerance. */
  readonly relation: 'equal' | 'atMost' | 'atLeast';
  /** Where the expected value comes from: equation, figure, closed form. */
  readonly source: string;
  readonly pass: boolean;
}

function verdict(
  measured: number,
  expected: number,
  tolerance: number,
  relation: Check['relation'],
): boolean {
  switch (relation) {
    case 'equal':
      return Math.abs(measured - expected) <= tolerance;
    case 'atMost':
      return measured <= expected + tolerance;
    case 'atLeast':
      return measured >= expected - tolerance;
  }
}

/** Makes a check and judges it; NaN never passes. @see [Your own problem](/guide/own-problem) */
export function check(
  claim: Omit<Check, 'pass' | 'relation' | 'tolerance'> & Partial<Pick<Check, 'relation' | 'tolerance'>>,
): Check {
  const { relation = 'equal', tolerance = 0 } = claim;
  return {
    ...claim,
    relation,
    tolerance,
    pass: verdict(claim.measured, claim.expected, tolerance, relation),
  };
}
