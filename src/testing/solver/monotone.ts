import { type Energy, type InternalTerm, isLocalEnergy } from '../../energy/index.ts';
import type { SolverSubject } from './law.ts';
import { eachFace } from './stepMetric.ts';

/** What the entropies among the terms come to, c of c ∫ p log p, and whether nothing stands beside them but squares, or nothing at all. */
function entropyIn(terms: readonly InternalTerm[]): { c: number; alone: boolean; withSquares: boolean } {
  let c = 0;
  let squares = 0;
  for (const { coefficient, density } of terms) {
    const { closedForm } = density;
    if (closedForm === 'entropy') c += coefficient;
    else if (closedForm?.power === 2) squares++;
  }
  const entropies = terms.filter(({ density }) => density.closedForm === 'entropy').length;
  return { c, alone: entropies === terms.length, withSquares: entropies + squares === terms.length };
}

/**
 * Whether backward Euler with this flux is shown to be monotone: its flux F(a, b) increases with the density a on the left of a face and
 * decreases with b on its right, so that each step keeps densities in their order, and as it keeps mass as well, contracts L¹ (Crandall–Tartar 1980).
 *
 * - `upwind`, a (ψ_a − ψ_b)⁺ − b (ψ_b − ψ_a)⁺ with ψ = U′ + V: for every convex U, as each factor is monotone.
 * - `scharfetterGummel` and `squareRoot`: where diffusion is linear, as their weights are positive.
 * - `central` with the arithmetic mean: for c p log p + k p² where |V_a − V_b| ≤ 2c, as with r = b/a
 *   ∂F/∂a ∝ ½ (c (1 + r − log r) + V_a − V_b) + 2k a ≥ ½ (2c + V_a − V_b).
 */
export function monotone<E extends Energy>({ solver: { settings }, flow }: SolverSubject<E>): boolean {
  const { flux, faceMean, timeStep, order = 1, adaptive = false } = settings;
  if (typeof timeStep !== 'number' || order !== 1 || adaptive !== false) return false;
  const { energy, discrete, grid, mobility } = flow;
  if (!isLocalEnergy(energy) || !energy.capabilities.convex || !mobility.linear) return false;
  if (flux === 'upwind') return true;
  const { c, alone, withSquares } = entropyIn(energy.terms.filter((term) => term.kind === 'internal'));
  if (flux === 'scharfetterGummel' || flux === 'squareRoot') return alone;
  if (flux !== 'central' || faceMean !== 'arithmetic' || !withSquares) return false;
  const { potential } = discrete.local;
  let steepest = 0;
  eachFace(grid, (_k, _f, l, r) => {
    steepest = Math.max(steepest, Math.abs(potential[r] - potential[l]));
  });
  return steepest <= 2 * c;
}
