import { finiteVolume } from '../../solvers/index.ts';
import type { Evidence, VerifyContext } from '../../src/index.ts';
import { orderEvidence } from '../common/orderEvidence.ts';
import type { ClosedFormCase } from './closedFormCase.ts';

/** Three grids, the finest the one asked for, or of 32 cells, and time steps that halve with their cells: finite volumes against the PDE. */
export function* finiteVolumeEvidence(
  { make, until, source, orderInSpace }: ClosedFormCase,
  { cells, progress }: VerifyContext,
): Generator<Evidence> {
  yield* orderEvidence(
    { flowAt: (n) => make(n).flow, until },
    [
      {
        name: 'implicit finite volumes of order 2 against the PDE, in space and time',
        id: 'finite-volumes',
        solverAt: (timeStep) => finiteVolume({ timeStep, order: 2 }),
        in: 'both',
        levels: 3,
        cells: cells.map((n) => Math.round(Math.max(32, n) / 4)),
        timeStep: until / 5,
        reference: (on, t) => make(on.shape).pde(t),
        expected: orderInSpace,
        ...(orderInSpace === 2 ? { tolerance: 0.3 } : {}),
        source: `${source}: ${orderInSpace === 2 ? 'smooth' : 'the order at a front, at least'}`,
      },
    ],
    progress,
  );
}
