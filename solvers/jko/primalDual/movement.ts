import type { StepSizes } from './stepSizes.ts';
import type { Variables } from './variables.ts';

/** Squared lengths of the parts of a difference of variables. */
export interface Movement {
  /** p^1…p^{S−1}, and p^S. */
  readonly inner: number;
  readonly end: number;
  readonly momentum: number;
  readonly mobilityDual: number;
  readonly momentumDual: number;
  /** Duals of p^j ≥ 0, and of the local energy. */
  readonly signDual: number;
  readonly energyDual: number;
}

function squaredDistance(a: Float64Array, b: Float64Array, from: number, to: number): number {
  let s = 0;
  for (let i = from; i < to; i++) s += (a[i] - b[i]) ** 2;
  return s;
}

function onFaces(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let s = 0;
  for (let k = 0; k < a.length; k++) s += squaredDistance(a[k], b[k], 0, a[k].length);
  return s;
}

/** The movement from w to z on n cells. */
export function movement(z: Variables, w: Variables, n: number): Movement {
  const length = z.density.length;
  const last = length - n;
  return {
    inner: squaredDistance(z.density, w.density, 0, last),
    end: squaredDistance(z.density, w.density, last, length),
    momentum: onFaces(z.momentum, w.momentum),
    mobilityDual: onFaces(z.mobilityDual, w.mobilityDual),
    momentumDual: onFaces(z.momentumDual, w.momentumDual),
    signDual: squaredDistance(z.densityDual, w.densityDual, 0, last),
    energyDual: squaredDistance(z.densityDual, w.densityDual, last, length),
  };
}

/** The square of a movement's length in the metric of the step sizes, without its cross terms. */
export function squaredLength(q: Movement, { primal, dual }: StepSizes): number {
  const S = primal.density.length;
  return (
    q.inner / primal.density[0] +
    q.end / primal.density[S - 1] +
    q.momentum / primal.momentum +
    q.mobilityDual / dual.mobility +
    q.momentumDual / dual.momentum +
    q.signDual / dual.sign +
    (S * q.energyDual) / dual.energy
  );
}
