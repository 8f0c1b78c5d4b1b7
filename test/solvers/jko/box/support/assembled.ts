import { centre } from '../../../../../solvers/jko/box/bounds.ts';
import { evaluateBox } from '../../../../../solvers/jko/box/boxCertificate.ts';
import { lineariseFaces } from '../../../../../solvers/jko/box/linearise.ts';
import { evaluateMobilities } from '../../../../../solvers/jko/box/mobilities.ts';
import { assembleBox } from '../../../../../solvers/jko/box/system.ts';
import type { RandomBox } from './randomBoxes.ts';

/** The barrier of an assembled box. */
export const BARRIER = 0.02;

const PROXIMAL = 1e-4;

/** Writes the residuals and coefficients of Newton's system of a random box, its multipliers on the central path. */
export function assembled({ problem, iterate }: RandomBox): void {
  centre(iterate, problem, BARRIER);
  evaluateMobilities(iterate, problem);
  evaluateBox(iterate, lineariseFaces(iterate, problem), problem);
  assembleBox(iterate, problem, BARRIER, PROXIMAL);
}
