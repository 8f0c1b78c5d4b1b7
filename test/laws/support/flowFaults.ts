import { finiteVolume } from '../../../solvers/finite-volume/index.ts';
import { jko } from '../../../solvers/jko/index.ts';
import type { LocalEnergy } from '../../../src/energy/index.ts';
import type { SolverAt } from '../../../src/refine/index.ts';
import type { Measured } from '../../../src/testing/index.ts';
import { following } from './solverFaults.ts';

const implicit: SolverAt<LocalEnergy> = (timeStep) => finiteVolume({ timeStep });

/** Implicit finite volumes that are ten per cent too fast, and keep every law of one run. */
const hasty = following(implicit, (energy) => energy.scale(1.1));

/** Solvers that are wrong in a way that one run does not show, each with the law that has to find it out. */
export const flowFaults: readonly (readonly [
  Measured['law'],
  string,
  Readonly<Record<string, SolverAt<LocalEnergy>>>,
])[] = [
  [
    'order in time',
    'halves its steps when it is asked for a quarter',
    { slow: (timeStep) => finiteVolume({ timeStep: 0.05 * Math.sqrt(timeStep) }) },
  ],
  ['agreement', 'goes ten per cent too fast', { jko: (timeStep) => jko({ timeStep }), hasty }],
];
