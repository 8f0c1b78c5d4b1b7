import type { Iterate, SteadyProblem } from './iterate.ts';

/** A step from one iterate to another. */
export interface Change {
  /** E(p) − E(q), as D_U(p | q) and the like. */
  readonly energy: number;
  /** Its part that is linear in p − q. */
  readonly linear: number;
  /** What rounding of p makes of both. */
  readonly rounding: number;
}

/** What a step from `last` to `next` does to the energy. */
export function changeOf(next: Iterate, last: Iterate, { local, nonlocal }: SteadyProblem): Change {
  const { field, multiplier, residual, p, compliance, scale } = last;
  const volume = local.grid.cellVolume;
  const digit = Number.EPSILON * scale;
  let linear = 0;
  let rounding = 0;
  let wobble = 0;
  for (let i = 0; i < p.length; i++) {
    linear += residual[i] * (next.p[i] - p[i]);
    rounding += compliance[i] * (Math.abs(residual[i]) + digit);
    wobble += compliance[i] * compliance[i];
  }
  const y = field.map((v) => multiplier - v);
  return {
    energy: local.fenchelGap(next.p, y) + nonlocal.remainder(next.p, p) + volume * linear,
    linear: volume * linear,
    rounding: volume * digit * (rounding + digit * wobble * (nonlocal.bound ?? 0)),
  };
}
