import type { FaceMean, Mobility } from '../../../src/index.ts';

/**
 * The mobility θ(m(a), m(b)) of a face between cells of densities a and b: concave, as θ is concave and increasing and m is
 * concave.
 *
 * Minus its Hessian is cross · (tilt(a, b) δa − tilt(b, a) δb)² + bow(a, b) δa² + bow(b, a) δb².
 */
export interface FaceMobility {
  /** Whether it is (a + b)/2. */
  readonly linear: boolean;
  readonly value: (a: number, b: number) => number;
  /** The derivative by a; by symmetry that by b is slope(b, a). */
  readonly slope: (a: number, b: number) => number;
  readonly cross: (a: number, b: number) => number;
  readonly tilt: (a: number, b: number) => number;
  readonly bow: (a: number, b: number) => number;
}

/** The face mobility of a face mean θ and a mobility m. */
export function faceMobility(mean: FaceMean, { linear, m, dm, d2m }: Mobility): FaceMobility {
  if (linear)
    return {
      linear: mean.name === 'arithmetic',
      value: mean.value,
      slope: mean.slope,
      cross: mean.cross,
      tilt: (a, b) => Math.sqrt(b / a),
      bow: () => 0,
    };
  return {
    linear: false,
    value: (a, b) => mean.value(m(a), m(b)),
    slope: (a, b) => mean.slope(m(a), m(b)) * dm(a),
    cross: (a, b) => mean.cross(m(a), m(b)),
    tilt: (a, b) => Math.sqrt(m(b) / m(a)) * dm(a),
    bow: (a, b) => -mean.slope(m(a), m(b)) * d2m(a),
  };
}
