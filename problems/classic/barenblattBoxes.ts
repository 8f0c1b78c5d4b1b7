import { finiteVolume, jko } from '../../solvers/index.ts';
import {
  type Bounds,
  type Energy,
  grid,
  type Problem,
  problem,
  type VerifyContext,
} from '../../src/index.ts';
import { orderEvidence } from '../common/orderEvidence.ts';
import { barenblatt } from './barenblatt.ts';
import { barenblattFlow } from './barenblattFlow.ts';
import type { ClosedForm } from './closedForm.ts';
import { frontOrder } from './closedFormCase.ts';

const SOURCE = 'Barenblatt 1952; Otto 2001';

/** The age of the profile at the start, and when it is looked at again. */
const AGE = 1e-3;
const UNTIL = 2e-3;
/** JKO steps until then: the exact ones are compared with, not the PDE, so that they may be few. */
const STEPS = 4;

function form(m: number, cells: readonly number[]): ClosedForm<Energy> {
  const dimension = cells.length;
  const side: Bounds = [-0.65, 0.65];
  return barenblattFlow({
    grid: grid(
      cells.map(() => side),
      cells,
    ),
    exponent: m,
    centre: cells.map(() => 0),
    radius: barenblatt({ exponent: m, dimension }).radius(AGE),
  });
}

function boxProblem(name: string, title: string, cells: readonly number[], levels: number): Problem {
  const coarsest = (n: number): number => Math.max(4, Math.round(n / 2 ** (levels - 1)));
  return problem({
    name,
    title,
    source: SOURCE,
    summary:
      `∂p/∂t = Δp^m in a box from the Barenblatt profile of age ${AGE}, which spreads over more and more of it. The PDE and every exact ` +
      'JKO step dilate it, so that errors in space are told from those of JKO steps in time.',
    parameters: { m: { default: 2, description: 'exponent of the diffusion', range: [1.5, 3] } },
    defaults: { cells, timeStep: UNTIL / STEPS, until: UNTIL, saveAt: [0, UNTIL] },
    flow: ({ m }, on) => form(m, on).flow,
    verify: ({ parameters: { m }, cells: asked, progress }: VerifyContext) => {
      const start = {
        levels,
        cells: asked.map(coarsest),
        expected: frontOrder(m),
        source: `${SOURCE}: the order at a front, at least`,
      };
      return orderEvidence(
        { flowAt: (on) => form(m, on).flow, until: UNTIL },
        [
          {
            ...start,
            name: 'JKO steps against the exact ones, in space',
            id: 'jko',
            solverAt: (timeStep) => jko({ timeStep, innerIntervals: 2 }),
            in: 'space',
            timeStep: UNTIL / STEPS,
            reference: (on) => form(m, on.shape).jkoIterate(STEPS, UNTIL / STEPS),
          },
          {
            ...start,
            name: 'implicit finite volumes of order 2 against the PDE, in space and time',
            id: 'finite-volumes',
            solverAt: (timeStep) => finiteVolume({ timeStep, order: 2 }),
            in: 'both',
            timeStep: UNTIL / STEPS,
            reference: (on, t) => form(m, on.shape).pde(t),
          },
        ],
        progress,
      );
    },
  });
}

/** The porous-medium equation on a square from a Barenblatt profile: see {@link barenblattFlow}. */
export const barenblattSquare: Problem = boxProblem(
  'classic/barenblatt-2d',
  'Porous medium on a square from a Barenblatt profile',
  [64, 64],
  3,
);

/** The same in a cube. @see {@link barenblattFlow} */
export const barenblattCube: Problem = boxProblem(
  'classic/barenblatt-3d',
  'Porous medium in a cube from a Barenblatt profile',
  [16, 16, 16],
  2,
);
