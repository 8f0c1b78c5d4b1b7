import type { Pointwise } from '../../../src/energy/pointwise.ts';
import { exponential } from './exponential.ts';
import type { FaceFlux } from './faceFlux.ts';

/** Where the tangent of e^{|x|/2} goes through the origin, and its slope. */
const EDGE = 2;
const GROWTH = Math.E / 2;

/** e^{−x/2} for |x| ≤ 2; its tangent −x e/2 to the left of that, and x e/2 · e⁻ˣ to the right. */
function value(x: number): number {
  if (x < -EDGE) return -GROWTH * x;
  return x > EDGE ? GROWTH * Math.min(x, 1e300) * Math.exp(-x) : Math.exp(-0.5 * x);
}

/** B′/B + ½: 1/x ± ½ beyond the tangent's points of contact. */
function tilt(x: number): number {
  return x < -EDGE ? 1 / x + 0.5 : x > EDGE ? 1 / x - 0.5 : 0;
}

/**
 * B(x) = e^{−x/2}, the square-root approximation: second order in h.
 *
 * It grows like e^{|x|/2} where forces outweigh diffusion from cell to cell, which no transport does: beyond |x| = 2 the tangent takes its place,
 * so that where p U″ vanishes the flux is e/2 times that of `upwind`.
 *
 * Source: Heida–Kantner–Stephan 2021, Consistency and convergence for a family of finite volume discretizations of the Fokker–Planck operator.
 */
export function squareRoot(internal: Pointwise, size: number): FaceFlux {
  return exponential('squareRoot', { value, tilt, growth: GROWTH }, internal, size);
}
