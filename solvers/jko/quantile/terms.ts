import { pointwise } from '../../../src/energy/pointwise.ts';
import { CapabilityError, entropy, type GradientFlow, type LocalEnergy } from '../../../src/index.ts';
import { type Panels, panels } from './panels.ts';
import { type ParcelEnergy, parcelEnergy } from './parcelEnergy.ts';

const WHO = 'jko (quantile)';

/** The internal energy of parcels with ε ∫ p log p dx added; refused where nothing keeps densities off the ends of the domain. */
export function internalOf({
  energy,
  initial,
}: GradientFlow<LocalEnergy>): (viscosity: number) => ParcelEnergy {
  const { domain } = energy.capabilities;
  const terms = energy.terms.filter((t) => t.kind === 'internal');
  const f = pointwise(terms, domain);
  const [lower, upper] = domain;
  if (lower > 0 || (upper < Infinity && f.dU(upper) < Infinity))
    throw new CapabilityError(
      WHO,
      'densities free in [0, ∞) or an energy infinite at the bound',
      'use method: "primalDual" for box constraints',
    );
  if (initial.values.some((p) => p >= upper))
    throw new CapabilityError(
      WHO,
      'an initial density of finite energy',
      `this one reaches the bound ${upper} of ${energy.name}`,
    );
  const added = entropy().terms.filter((t) => t.kind === 'internal');
  return (viscosity) =>
    parcelEnergy(
      viscosity > 0
        ? pointwise([...terms, ...added.map((t) => ({ ...t, coefficient: viscosity }))], domain)
        : f,
    );
}

/** The sum of all potentials on the line; null if there is none. */
export function potentialOf({ energy, grid }: GradientFlow<LocalEnergy>): Panels | null {
  const terms = energy.terms.filter((t) => t.kind === 'potential');
  if (terms.length === 0) return null;
  const { lower, upper, spacing } = grid.axes[0];
  return panels((x) => terms.reduce((s, t) => s + t.coefficient * t.V(x), 0), lower, upper, spacing);
}
