import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import { evaluateBox } from '../box/boxCertificate.ts';
import type { BoxIterate } from '../box/boxIterate.ts';
import type { BoxProblem } from '../box/boxProblem.ts';
import { lineariseFaces } from '../box/linearise.ts';
import { evaluateMobilities } from '../box/mobilities.ts';
import type { ContinuityRestoration } from '../box/restoreContinuity.ts';
import type { Evaluation } from '../evaluation.ts';
import { addSquaredJumps, type BackwardPotentials } from './backwardPotentials.ts';
import { feasibleDensities } from './feasibleDensities.ts';
import type { Iteration } from './iteration.ts';

/** The density at the end of a path, and what the path's certificate says. */
export interface Certified {
  readonly end: Float64Array;
  readonly evaluation: Evaluation;
}

/** Work space of {@link certify} on one grid, kept from step to step. */
export interface CertificateTools {
  readonly iterate: BoxIterate;
  readonly restoration: ContinuityRestoration;
  readonly potentials: BackwardPotentials;
}

/** (∂U*)(y) with y = −φ^S + (Δs/2) K^S − δN(end); the previous density where that overflows. */
function dualDensity(
  out: Float64Array,
  end: Float64Array,
  { potential, grid, cells }: BoxIterate,
  { energy, intervals, previous, timeStep }: BoxProblem,
): void {
  const n = previous.length;
  const last = (intervals - 1) * n;
  if (energy.nonlocal === null) cells.fill(0);
  else energy.nonlocal.firstVariation(cells, end);
  const phi = potential.subarray(last);
  for (let i = 0; i < n; i++) out[i] = -phi[i] - cells[i];
  for (let k = 0; k < grid.dimension; k++) {
    const c = timeStep / (8 * intervals * grid.axes[k].spacing ** 2);
    eachFaceBlock(grid, k, (_, l, r, count) => addSquaredJumps(out, phi, l, r, count, c));
  }
  energy.local.inverse(out, out);
  for (let i = 0; i < n; i++) if (!Number.isFinite(out[i])) out[i] = previous[i];
}

/**
 * Certifies an iteration: the better of the paths that end near the proximal point and near (∂U*)(y). Momenta that hardly satisfy the
 * continuity equation tell which it is, and whether a certificate is worth its price.
 *
 * @param isPromising - what an estimate of the certificate must fulfil for the certificate to be computed; null otherwise.
 */
export function certify(
  { variables, map: { potential, proximal } }: Iteration,
  problem: BoxProblem,
  { iterate: it, restoration, potentials }: CertificateTools,
  isPromising: (estimate: Evaluation) => boolean,
): Certified | null {
  const n = problem.previous.length;
  const last = (problem.intervals - 1) * n;
  const end = it.density.subarray(last);
  const path = (target: Float64Array, fine: boolean): Evaluation => {
    feasibleDensities(it.density, target, variables.density, problem);
    evaluateMobilities(it, problem);
    restoration.restore(it, problem, fine);
    return evaluateBox(it, lineariseFaces(it, problem), problem);
  };
  potentials(it.potential, potential, problem);
  const target = new Float64Array(n);
  dualDensity(target, proximal, it, problem);
  const dual = path(target, false);
  const near = path(proximal, false);
  const better = dual.gap < near.gap;
  if (!isPromising(better ? dual : near)) return null;
  const evaluation = path(better ? target : proximal, true);
  return { end: end.slice(), evaluation };
}
