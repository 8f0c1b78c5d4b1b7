// Nodes in (0, 1] of the 21-point Kronrod rule, its weights, and the weights of the 10-point Gauss rule (odd indices).
// Source: Piessens et al. 1983, QUADPACK, routine qk21.
const NODES = [
  0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845, 0.7808177265864169,
  0.6794095682990244, 0.5627571346686047, 0.4333953941292472, 0.2943928627014602, 0.14887433898163122,
];
const KRONROD = [
  0.011694638867371874, 0.032558162307964727, 0.054755896574351996, 0.07503967481091995, 0.0931254545836976,
  0.1093871588022976, 0.12349197626206585, 0.13470921731147333, 0.14277593857706008, 0.14773910490133849,
];
const KRONROD_CENTRE = 0.1494455540029169;
const GAUSS = [
  0.06667134430868814, 0.1494513491505806, 0.21908636251598204, 0.26926671930999635, 0.29552422471475287,
];

/** What {@link integrate} found. */
export interface Quadrature {
  readonly value: number;
  /** ∫|f|: the scale against which rounding and tolerances are measured. */
  readonly absolute: number;
  /** Estimate of |value − ∫f|, usually far too large. */
  readonly error: number;
  /** Whether the error met the tolerance, or cannot become smaller because of rounding. */
  readonly converged: boolean;
}

interface Panel {
  readonly a: number;
  readonly b: number;
  readonly value: number;
  readonly absolute: number;
  readonly error: number;
}

function panel(f: (x: number) => number, a: number, b: number): Panel {
  const centre = 0.5 * (a + b);
  const half = 0.5 * (b - a);
  const middle = f(centre);
  let kronrod = KRONROD_CENTRE * middle;
  let absolute = KRONROD_CENTRE * Math.abs(middle);
  let gauss = 0;
  for (let k = 0; k < 10; k++) {
    const left = f(centre - half * NODES[k]);
    const right = f(centre + half * NODES[k]);
    kronrod += KRONROD[k] * (left + right);
    absolute += KRONROD[k] * (Math.abs(left) + Math.abs(right));
    if (k % 2 === 1) gauss += GAUSS[k >> 1] * (left + right);
  }
  return { a, b, value: half * kronrod, absolute: half * absolute, error: half * Math.abs(kronrod - gauss) };
}

/**
 * ∫_a^b f dx by globally adaptive bisection with the 21-point Gauss–Kronrod rule: the panel with the largest error is
 * halved until the sum of errors is at most `tolerance` ∫|f|, so kinks and jumps inside (a, b) cost panels, not digits.
 *
 * @param f - never evaluated at a or b themselves.
 * @param tolerance - relative to ∫|f|; 1e-13 unless given.
 * @param panels - the largest number of panels; 200 unless given.
 * @param beside - ∫|f| of what this integral will be added to: the tolerance is relative to both; 0 unless given.
 * @returns value, error estimate and whether the tolerance was met; a non-finite f gives a non-finite value, not converged.
 * Source: Piessens et al. 1983, QUADPACK.
 */
export function integrate(
  f: (x: number) => number,
  a: number,
  b: number,
  tolerance = 1e-13,
  panels = 200,
  beside = 0,
): Quadrature {
  const work: Panel[] = [panel(f, a, b)];
  for (;;) {
    let value = 0;
    let absolute = 0;
    let error = 0;
    let worst = 0;
    for (let k = 0; k < work.length; k++) {
      value += work[k].value;
      absolute += work[k].absolute;
      error += work[k].error;
      if (work[k].error > work[worst].error) worst = k;
    }
    const { a: left, b: right } = work[worst];
    const middle = 0.5 * (left + right);
    // Below rounding of the end points a panel cannot be cut: a jump sits there, of no width and no weight.
    const whole = absolute + beside;
    const cut = middle > left && middle < right && work[worst].error > 1e-16 * whole;
    const converged = Number.isFinite(value) && (error <= tolerance * whole || !cut);
    if (converged || work.length >= panels || !Number.isFinite(value))
      return { value, absolute, error, converged };
    work[worst] = panel(f, left, middle);
    work.push(panel(f, middle, right));
  }
}
