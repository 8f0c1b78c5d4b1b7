import { oneOf } from '../../src/errors/check.ts';
import type { Energy, LocalEnergy, Solver } from '../../src/index.ts';
import { newtonSolver } from './newton.ts';
import { primalDualSolver } from './primalDual/primalDualSolver.ts';
import { quantileSolver } from './quantile/quantileSolver.ts';
import type { JkoMethod, JkoSettings } from './settings.ts';
import { isPlain, steppingSettings } from './stepping/steppingSettings.ts';
import { steppingSolver } from './stepping/steppingSolver.ts';

/** The methods of {@link jko}, the default first. */
export const jkoMethods: readonly JkoMethod[] = ['newton', 'primalDual', 'quantile'];

/**
 * The minimising-movement scheme of Jordan, Kinderlehrer and Otto: p_k minimises
 * W₂²(p, p_{k−1})/(2τ) + E(p), with a certificate for every step.
 *
 * `newton` (default) and `primalDual` discretise the distance by Benamou–Brenier with S inner intervals, θ the face mean:
 *
 *     1/(2τ) Σ_j Δs h Σ_f |m_f^j|²/θ_f((p^{j−1} + p^j)/2),   (p^j − p^{j−1})/Δs + div m^j = 0;
 *
 * `quantile` minimises over monotone maps with the exact distance, an independent reference. Every step stops on its
 * duality gap relative to the decrease of E, never on the change of an iterate.
 *
 * `newton` also puts steps together. With q(τ) the JKO step, `order: 2` ends at 2 q(τ/2)∘q(τ/2) − q(τ), cut where that would
 * be negative, mass kept: of second order in τ, damping what τ does not resolve. `adaptive` takes steps whose error, estimated by the
 * difference of the two, stays below a tolerance; it ends at q(τ/2)∘q(τ/2) if the order is 1. `innerIntervals: 'auto'` takes as many
 * intervals as the difference from twice as many asks for. Such a step reports the least of the certificates of its solves.
 *
 * @returns a solver of flows in one to three dimensions, periodic or not, with a convex internal energy, nonlocal parts or not; by
 * `quantile`, with a local convex energy on a line between walls. Densities stay nonnegative and of exact
 * mass, and E(p_k) + W²/(2τ) ≤ E(p_{k−1}) up to the gap, whatever the order.
 * @throws ArgumentError or UnknownNameError for settings out of range; its `init` throws CapabilityError for flows that
 * the method cannot treat, naming what is missing and what would supply it.
 * Source: (2.6)–(2.10), with the 1/τ that (2.7a) implies; Jordan–Kinderlehrer–Otto 1998, The variational formulation of
 * the Fokker–Planck equation; Benamou–Brenier 2000. Order 2: Richardson 1911; Hairer–Wanner 1996, IV.9, on extrapolated implicit
 * Euler steps.
 * @see [JKO steps](/guide/jko)
 */
export function jko(settings: JkoSettings & { readonly method?: 'newton' | 'primalDual' }): Solver<Energy>;
export function jko(settings: JkoSettings): Solver<LocalEnergy>;
export function jko(settings: JkoSettings): Solver<Energy> | Solver<LocalEnergy> {
  switch (oneOf('JKO method', settings.method ?? 'newton', jkoMethods)) {
    case 'newton':
      return isPlain(steppingSettings(settings)) ? newtonSolver(settings) : steppingSolver(settings);
    case 'primalDual':
      return primalDualSolver(settings);
    case 'quantile':
      return quantileSolver(settings);
  }
}
