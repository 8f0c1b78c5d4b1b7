import { type GaussValues, gaussValues } from './gaussPoints.ts';

/** Everything that the Newton iteration on M parcels writes to; kept from step to step. */
export interface Iterate {
  /** Widths w_k > 0, M of them: primary, for those of tiny parcels are not to be had as differences of knots. */
  readonly width: Float64Array;
  /** Knots x_k, M + 1 of them as all arrays that follow unless said otherwise. */
  readonly knots: Float64Array;
  /** x_k − x_k,previous, accurate even where it is far below the rounding of the knots. */
  readonly displacement: Float64Array;
  /** w_k − w_k,previous, M of them, likewise. */
  readonly stretch: Float64Array;
  /** Densities that balance the forces, M of them; equal to Δs_k/w_k at the solution. */
  readonly balanced: Float64Array;
  /** The same, as predicted by the latest direction. */
  readonly predicted: Float64Array;
  /** P(Δs_k/w_k), M of them. */
  readonly pressure: Float64Array;
  /** Pressures linearised at `balanced`, M of them. */
  readonly linearised: Float64Array;
  /** Stiffness C_k of parcels, M of them. */
  readonly stiffness: Float64Array;
  /** The derivative of the objective with respect to the knots. */
  readonly gradient: Float64Array;
  /** Newton direction of the knots, and of the M widths: their differences, but accurate for the tiniest parcel. */
  readonly direction: Float64Array;
  readonly growth: Float64Array;
  /** L = mass matrix/τ + second derivative of the potential energy, by diagonals. */
  readonly inertia: Float64Array;
  readonly inertiaOff: Float64Array;
  /** The chain of springs that {@link findDirection} solves. */
  readonly force: Float64Array;
  readonly ground: Float64Array;
  readonly spring: Float64Array;
  /** Diagonals of whatever system is being solved, its solution, and work space. */
  readonly diagonal: Float64Array;
  readonly off: Float64Array;
  readonly solution: Float64Array;
  readonly scratch: Float64Array;
  /** What a trial of the line search changes knots and widths by. */
  readonly change: Float64Array;
  readonly trialGrowth: Float64Array;
  readonly counts: Int32Array;
  /** V at the Gauss points of the iterate, of a trial, and of the previous density: 2M of them. */
  readonly here: GaussValues;
  readonly there: GaussValues;
  readonly before: GaussValues;
}

/** An iterate of zeros. */
export function emptyIterate(parcels: number): Iterate {
  const perParcel = (): Float64Array => new Float64Array(parcels);
  const perKnot = (): Float64Array => new Float64Array(parcels + 1);
  return {
    width: perParcel(),
    knots: perKnot(),
    displacement: perKnot(),
    stretch: perParcel(),
    balanced: perParcel(),
    predicted: perParcel(),
    pressure: perParcel(),
    linearised: perParcel(),
    stiffness: perParcel(),
    gradient: perKnot(),
    direction: perKnot(),
    growth: perParcel(),
    inertia: perKnot(),
    inertiaOff: perKnot(),
    force: perKnot(),
    ground: perKnot(),
    spring: perParcel(),
    diagonal: perKnot(),
    off: perKnot(),
    solution: perKnot(),
    scratch: perKnot(),
    change: perKnot(),
    trialGrowth: perParcel(),
    counts: new Int32Array(parcels + 1),
    here: gaussValues(parcels),
    there: gaussValues(parcels),
    before: gaussValues(parcels),
  };
}
