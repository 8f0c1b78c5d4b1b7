import { fromTerms } from './compose.ts';
import type { LocalEnergy } from './energy.ts';
import type { InternalDensity } from './internalDensity.ts';

/** U(p) = p log p. */
export const entropyDensity: InternalDensity = {
  name: 'entropy',
  U: (p) => (p > 0 ? p * Math.log(p) : 0),
  dU: (p) => Math.log(p) + 1,
  d2U: (p) => 1 / p,
  domain: [0, Infinity],
  convex: true,
  displacementConvex: () => true,
  closedForm: 'entropy',
};

/**
 * The entropy ∫ p log p dx; its flow is the heat equation ∂p/∂t = Δp. Source: (1.3) with V = 0.
 *
 * @see [Energies](/guide/energies)
 */
export function entropy(): LocalEnergy {
  return fromTerms('entropy', [{ kind: 'internal', coefficient: 1, density: entropyDensity }]);
}
