import type { LocalEnergy } from '../../src/energy/index.ts';
import { type Grid, grid } from '../../src/grid/index.ts';

/** One cell of volume 1 at x = 0.5: every functional is then a function of one number. */
export const cell: Grid = grid([[0, 1]], [1]);

/** One cell that holds v. */
export const one = (v: number): Float64Array => Float64Array.of(v);

/** The scalar functions behind a local energy, its densities and variations p and y being numbers. */
export interface ScalarEnergy {
  readonly domain: readonly [number, number];
  readonly value: (p: number) => number;
  readonly conjugate: (y: number) => number;
  readonly gap: (p: number, y: number) => number;
  readonly bregman: (p: number, q: number) => number;
  readonly variation: (p: number) => number;
  readonly curvature: (p: number) => number;
  readonly inverse: (y: number) => number;
  readonly prox: (x: number, step: number) => number;
}

/** Makes a {@link ScalarEnergy}. */
export function scalar(energy: LocalEnergy): ScalarEnergy {
  const discrete = energy.on(cell);
  const out = new Float64Array(1);
  return {
    domain: discrete.domain,
    value: (p: number) => discrete.value(one(p)),
    conjugate: (y: number) => discrete.conjugate(one(y)),
    gap: (p: number, y: number) => discrete.fenchelGap(one(p), one(y)),
    bregman: (p: number, q: number) => discrete.bregman(one(p), one(q)),
    variation: (p: number) => {
      discrete.firstVariation(out, one(p));
      return out[0];
    },
    curvature: (p: number) => {
      discrete.curvature(out, one(p));
      return out[0];
    },
    inverse: (y: number) => {
      discrete.inverse(out, one(y));
      return out[0];
    },
    prox: (x: number, step: number) => {
      discrete.prox(out, one(x), step);
      return out[0];
    },
  };
}
