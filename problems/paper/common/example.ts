import type { PaperFlows } from './flows.ts';

/** An example of the paper with an external potential. */
export interface Example {
  /** `Example 4.2`. */
  readonly name: string;
  /** `Figure 2`. */
  readonly figure: string;
  readonly flows: PaperFlows;
  readonly potential: (...x: number[]) => number;
  /** α_u (N − 1) ε². */
  readonly coefficient: number;
  /** The paper's times. */
  readonly times: readonly number[];
}
