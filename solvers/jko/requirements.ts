import { CapabilityError, type GradientFlow, isLocalEnergy, requireLinearMobility } from '../../src/index.ts';

/** Throws {@link CapabilityError} unless the flow is one-dimensional between walls with a local convex energy. */
export function requireLocalLine(who: string, flow: GradientFlow): void {
  const { grid, energy } = flow;
  requireLinearMobility(who, flow, 'drop `mobility` from the flow');
  if (grid.dimension !== 1) throw new CapabilityError(who, 'a grid of one dimension', `this one is ${grid}`);
  if (grid.axes[0].periodic)
    throw new CapabilityError(
      who,
      'no-flux walls',
      'on a periodic axis densities do not determine the momentum; use finiteVolume or walls',
    );
  if (!isLocalEnergy(energy))
    throw new CapabilityError(
      who,
      'a local energy',
      `"${energy.name}" has a nonlocal term; finiteVolume({ method: "explicit" }) takes any first variation`,
    );
  if (!energy.capabilities.convex)
    throw new CapabilityError(
      who,
      'an energy that is convex in p',
      `"${energy.name}" does not say that it is`,
    );
  if (!energy.terms.some((t) => t.kind === 'internal'))
    throw new CapabilityError(
      who,
      'a strictly convex internal energy',
      'add entropy() or power(m) to the potential',
    );
}
