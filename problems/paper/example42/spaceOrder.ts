import {
  type Evidence,
  type Grid,
  gradientFlow,
  grid,
  l1Distance,
  type ParameterValues,
  type VerifyContext,
} from '../../../src/index.ts';
import { BOX, coefficientOf, energiesOf } from '../common/line/lineSetting.ts';
import { spaceEvidence } from '../common/spaceOrder.ts';
import { basis, cellAverages, projectIndicator } from '../galerkin/basis.ts';
import { galerkin } from '../galerkin/flow.ts';
import { STRIP, setting } from './setting.ts';

const FROM = 0.02;
const UNTIL = 0.05;
/** Polynomials of the reference, and of the one that proves it. */
const SIZES = [48, 72] as const;
/** The density of (4.1) at FROM in polynomials, and two solutions from there to UNTIL, in more of them and by shorter steps. */
function references({ stiffness, ...rest }: ParameterValues) {
  const drift = { coefficient: coefficientOf(setting, rest), slope: (x: number) => 2 * stiffness * x };
  const [few, many] = SIZES.map((size) => basis(BOX, size));
  const start = galerkin(few, drift, projectIndicator(few, STRIP), FROM, { first: 1e-5, growth: 1.5 });
  const padded = new Float64Array(many.size);
  padded.set(start);
  const during = UNTIL - FROM;
  const coarse = galerkin(few, drift, start, during, { first: during / 100, growth: 1.5 });
  const fine = galerkin(many, drift, padded, during, { first: during / 200, growth: 1.25 });
  return {
    start: (on: Grid) => cellAverages(few, start, on),
    coarse: (on: Grid) => cellAverages(few, coarse, on),
    fine: (on: Grid) => cellAverages(many, fine, on),
  };
}

/** Finite volumes are of second order in space, against a spectral solution of the same equation. */
export function* spaceOrderEvidence({
  parameters,
  full,
  progress,
  signal,
}: VerifyContext): Generator<Evidence> {
  progress('Legendre–Galerkin reference', 0);
  const { start, coarse, fine } = references(parameters);
  const { interacting: energy } = energiesOf(setting, parameters);
  yield* spaceEvidence(
    {
      flowAt: (cells) => gradientFlow({ energy, initial: start(grid([BOX], cells)) }),
      from: FROM,
      until: UNTIL,
      reference: fine,
      uncertainty: (on) => l1Distance(coarse(on), fine(on)),
      against: 'a Legendre–Galerkin solution',
      made:
        `The reference is a Legendre–Galerkin solution of (4.1) in weak form by ${SIZES[1]} polynomials and extrapolated linearly implicit steps; its ` +
        `error is how far that by ${SIZES[0]} and longer steps is from it.`,
      source: 'Example 4.2',
    },
    full,
    progress,
    signal,
  );
}
