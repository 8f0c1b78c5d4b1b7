import { DivergentIntegralError } from '../errors/divergentIntegralError.ts';
import { differentiate } from '../numerics/chebyshev.ts';
import { integrate } from '../numerics/gaussKronrod.ts';
import { type OctavePanel, type OctaveTable, octaveTable, onPanel } from '../numerics/octaveTable.ts';
import { outward } from '../numerics/outward.ts';
import type { PairPotential } from './pairPotential.ts';

type Shape = Pick<PairPotential, 'name' | 'u' | 'cutoff'>;

/** Relative to ∫|f|: of g and P, of g ∗ g, and of B₃, each finer than what it is part of. */
const TOLERANCES = { transform: 1e-13, convolution: 1e-12, outer: 1e-9 } as const;
/** What octaves may add before they are the end. */
const NEGLIGIBLE = 1e-12;
/** Panels do not end where people put kinks, at r = 1: what is steep there would hide behind the last node. */
const OFFSET = 1.37;
/** Octaves to either side, as far inward as tables go. */
const OCTAVES = 58;

/** f = e^{−u} − 1, where it is not zero by the cutoff, and the scale on which it varies. */
interface Mayer {
  readonly f: (r: number) => number;
  readonly cutoff: number;
  readonly scale: number;
}

/** g(x) = ∫_{R^{d−1}} f(√(x² + |y|²)) dy. */
function projection({ f, cutoff, scale }: Mayer, dimension: number): (x: number) => number {
  const { transform } = TOLERANCES;
  if (dimension === 1) return (x) => (x < cutoff ? f(x) : 0);
  return (x) => {
    if (x >= cutoff) return 0;
    const length = Math.max(x, scale);
    if (dimension === 3)
      return 2 * Math.PI * outward((t) => (x + t) * f(x + t), length, cutoff - x, transform);
    const end = cutoff < Infinity ? Math.sqrt(cutoff * cutoff - x * x) : Infinity;
    return 2 * outward((y) => f(Math.sqrt(x * x + y * y)), length, end, transform);
  };
}

/** P(x) = ∫_0^x f(r) r dr/√(x² − r²) in the plane: over r up to x/2, and from there over y = √(x² − r²). */
function planarPotential({ f, cutoff, scale }: Mayer, x: number): number {
  const { transform } = TOLERANCES;
  const near = (r: number): number => (f(r) * r) / Math.sqrt(x * x - r * r);
  const half = Math.min(0.5 * x, cutoff);
  const inner = outward(near, Math.min(scale, half), half, transform);
  if (cutoff <= 0.5 * x) return inner;
  // Beyond the cutoff there is nothing: y begins where r reaches it.
  const from = x > cutoff ? Math.sqrt(x * x - cutoff * cutoff) : 0;
  const length = Math.sqrt(0.75) * x - from;
  const far = (t: number): number => f(Math.sqrt(x * x - (from + t) ** 2));
  return inner + outward(far, length, length, transform, Math.abs(inner));
}

/** (g ∗ g)(x), with t = |y| for y < 0 and up to x/4, and y = x/2 − t from there to x/2. */
function convolution(g: OctaveTable, { cutoff, scale }: Mayer): (x: number) => number {
  const { convolution: tolerance } = TOLERANCES;
  const { value } = g;
  const square = 2 * outward((t) => value(t) ** 2, scale, cutoff, tolerance);
  return (x) => {
    const quarter = 0.25 * x;
    const opposite = (t: number): number => value(t) * value(x + t);
    const between = (t: number): number => value(t) * value(x - t) + value(0.5 * x - t) * value(0.5 * x + t);
    return (
      2 * outward(opposite, scale, cutoff - x, tolerance, square) +
      2 * outward(between, Math.min(scale, quarter), quarter, tolerance, square)
    );
  };
}

/** Where B₃ is looked for in an octave: dP on a panel, and its jump at the left end. */
interface Weight {
  readonly panel: OctavePanel;
  readonly jump: number;
}

/** P, panel by panel. */
function weights(mayer: Mayer, g: OctaveTable, dimension: number): (k: number) => Weight[] {
  // On a line P′ = f = g.
  if (dimension === 1) return (k) => g.panels(k).map((panel) => ({ panel, jump: 0 }));
  const { f, cutoff, scale } = mayer;
  const outside = (x: number): number => (x < cutoff ? x * f(x) : 0);
  const table = octaveTable(dimension === 3 ? outside : (x) => planarPotential(mayer, x), scale);
  return (k) => {
    const panels = table.panels(k);
    return panels.map((panel, i) => {
      const { left, right, series } = panel;
      const before = i > 0 ? panels[i - 1] : table.panels(k - 1).slice(-1)[0];
      const jump = onPanel(panel, left) - onPanel(before, left);
      return { panel: { left, right, series: differentiate(series, 0.5 * (right - left)) }, jump };
    });
  };
}

/**
 * B₃ = −⅓ ∬ f(|x|) f(|y|) f(|x − y|) dx dy with f = e^{−u} − 1, of the pressure n (1 + B₂ n + B₃ n² + …) of a uniform fluid, for
 * a soft u, in units of ε^{2d}.
 *
 * f ∗ f is radial, and its integrals over planes of codimension one are g ∗ g with those of f, so that Abel's inversion leaves a double integral:
 *
 *     B₃ = −⅔ ∫_0^∞ (g ∗ g)(x) dP(x),   g(x) = ∫_{R^{d−1}} f(√(x² + |y|²)) dy,
 *     P(x) = ∫_0^x f dr  (d = 1),   ∫_0^x f(r) r dr/√(x² − r²)  (d = 2),   x f(x)  (d = 3).
 *
 * g and P are tabulated; what is steep takes more panels there, not more levels of a nested quadrature.
 *
 * @returns to 9 digits for smooth u.
 * @throws DivergentIntegralError if it is infinite or cannot be found.
 * Source: Mayer–Mayer 1940, Statistical mechanics.
 */
export function thirdVirialIntegral({ name, u, cutoff }: Shape, dimension: number): number {
  const mayer = { f: (r: number) => Math.expm1(-u(r)), cutoff, scale: cutoff < Infinity ? cutoff : OFFSET };
  const g = octaveTable(projection(mayer, dimension), mayer.scale);
  const squared = convolution(g, mayer);
  const weightsOf = weights(mayer, g, dimension);
  let sum = 0;
  let absolute = 0;
  const along = (start: number, sign: 1 | -1): void => {
    let idle = 0;
    for (let k = start; idle < 2 && Math.abs(k) < OCTAVES; k += sign) {
      const before = absolute;
      for (const { panel, jump } of weightsOf(k)) {
        const { left, right } = panel;
        const integrand = (x: number): number => squared(x) * onPanel(panel, x);
        const part = integrate(integrand, left, right, TOLERANCES.outer, 200, absolute);
        const step = jump === 0 ? 0 : jump * squared(left);
        sum += part.value + step;
        absolute += part.absolute + Math.abs(step);
      }
      idle = absolute - before <= NEGLIGIBLE * absolute ? idle + 1 : 0;
    }
    if (idle < 2 || !Number.isFinite(sum))
      throw new DivergentIntegralError(`${name}: B₃ in dimension ${dimension} was not found`);
  };
  along(-1, -1);
  along(0, 1);
  return (-2 / 3) * sum;
}
