import type { Evidence, LocalEnergy, VerifyContext } from '../../src/index.ts';
import { inParts } from '../common/parts.ts';
import type { ClosedFormCase } from './closedFormCase.ts';
import { finiteVolumeEvidence } from './closedFormOrders.ts';
import { spaceEvidence } from './closedFormSpace.ts';
import { timeEvidence } from './closedFormTime.ts';

/** JKO steps on the grid against their closed form, and they and finite volumes against the PDE, on a line. */
export function* gridFormEvidence(from: ClosedFormCase, context: VerifyContext): Generator<Evidence> {
  yield* inParts([
    { run: (part) => timeEvidence(from, part), share: 0.7 },
    { run: (part) => finiteVolumeEvidence(from, part), share: 0.3 },
  ])(context);
}

/** {@link gridFormEvidence} and, for local energies, steps in the exact distance: what is owed to space, to the distance, and to time. */
export function* closedFormEvidence(
  from: ClosedFormCase<LocalEnergy>,
  context: VerifyContext,
): Generator<Evidence> {
  yield* inParts([
    { run: (part) => spaceEvidence(from, part), share: 0.3 },
    { run: (part) => gridFormEvidence(from, part), share: 0.7 },
  ])(context);
}
