import { type Evidence, entropy, gradientFlow, grid, type VerifyContext } from '../../../src/index.ts';
import { spaceEvidence } from '../common/spaceOrder.ts';
import { heatFromStrip } from './heat.ts';
import { BOX, STRIP } from './setting.ts';

const FROM = 0.02;
const UNTIL = 0.05;

/** Finite volumes are of second order in space for the linear equation, against its cosine series. */
export function* spaceOrderEvidence({ full, progress, signal }: VerifyContext): Generator<Evidence> {
  yield* spaceEvidence(
    {
      flowAt: (cells) =>
        gradientFlow({ energy: entropy(), initial: heatFromStrip(grid(BOX, cells), STRIP[0], FROM) }),
      from: FROM,
      until: UNTIL,
      reference: (on, time) => heatFromStrip(on, STRIP[0], FROM + time),
      against: 'its cosine series',
      made: 'The reference is the cosine series of the heat equation from χ[0.2, 0.4].',
      source: 'Example 4.1, ε = 0',
    },
    full,
    progress,
    signal,
  );
}
