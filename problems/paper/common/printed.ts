import type { Evidence } from '../../../src/index.ts';
import { claim } from '../../common/claim.ts';

/** A number that the paper prints. */
export interface Printed {
  readonly name: string;
  /** As it stands there: `0.314`. */
  readonly printed: string;
  readonly computed: number;
  /** `Example 4.2, by (3.26)`. */
  readonly source: string;
}

/** Numbers that the paper prints are ours, to half a unit of their last digit. */
export function* printedEvidence(all: readonly Printed[]): Generator<Evidence> {
  for (const { name, printed, computed, source } of all) {
    const [, decimals = ''] = printed.split('.');
    yield claim({
      name,
      measured: computed,
      expected: Number(printed),
      tolerance: 0.5 * 10 ** -decimals.length,
      source: `${source}, as printed`,
    });
  }
}
