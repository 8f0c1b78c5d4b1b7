import { evaluatePanels, type Panels, type PanelValues } from './panels.ts';

/** The two Gauss points of a parcel lie at these shares of its width. */
export const FIRST: number = 0.5 - 0.5 / Math.sqrt(3);
export const SECOND: number = 0.5 + 0.5 / Math.sqrt(3);

/**
 * Displacements D below this share of the box go by Taylor's formula, where differences of V would be rounding: relative
 * errors of D² V⁗/V″ there and of 1e-16 V/(D² V″) beyond are both about 1e-8.
 */
const SHORT = 2e-4;

/** A potential at the Gauss points of parcels, two by two. */
export interface GaussValues extends PanelValues {
  readonly points: Float64Array;
}

/** Gauss values of zeros. */
export function gaussValues(parcels: number): GaussValues {
  const make = (): Float64Array => new Float64Array(2 * parcels);
  return { points: make(), value: make(), slope: make(), curvature: make() };
}

/** Evaluates V, V′ and V″ at the Gauss points between knots. */
export function evaluateGauss(out: GaussValues, knots: Float64Array, potential: Panels): void {
  for (let k = 0; k + 1 < knots.length; k++) {
    const width = knots[k + 1] - knots[k];
    out.points[2 * k] = knots[k] + FIRST * width;
    out.points[2 * k + 1] = knots[k] + SECOND * width;
  }
  evaluatePanels(out, out.points, potential);
}

/** ∫ V(X + D) − V(X) − V′(X) D ds, from the values at X and X + D. */
export function potentialRemainder(
  from: GaussValues,
  to: GaussValues,
  change: Float64Array,
  mass: Float64Array,
  length: number,
): number {
  let s = 0;
  for (let k = 0; k < mass.length; k++) {
    for (let e = 0; e < 2; e++) {
      const j = 2 * k + e;
      const b = e === 0 ? FIRST : SECOND;
      const D = change[k] + b * (change[k + 1] - change[k]);
      // ∫₀¹ (1 − t) V″(X + t D) dt with V″ taken as linear in between.
      s +=
        0.5 *
        mass[k] *
        (Math.abs(D) < SHORT * length
          ? D * D * (from.curvature[j] / 3 + to.curvature[j] / 6)
          : to.value[j] - from.value[j] - from.slope[j] * D);
    }
  }
  return s;
}
