import { positive } from '../errors/check.ts';
import type { Mobility } from './mobility.ts';

/**
 * m(p) = p (1 − p/max) on [0, max]: linear where there is room, and nothing moves where there is none.
 *
 * @param max - a finite density > 0.
 * Source: Burger–Di Francesco–Pietschmann–Schlake 2010, Nonlinear cross-diffusion with size exclusion.
 * @see [Mobilities](/theory/energies#mobilities)
 */
export function saturating(max: number): Mobility {
  const top = positive('max', max);
  return Object.freeze({
    name: `saturating(${top})`,
    linear: false,
    m: (p: number) => p * ((top - p) / top),
    dm: (p: number) => (top - 2 * p) / top,
    d2m: () => -2 / top,
    domain: [0, top] as const,
  });
}
