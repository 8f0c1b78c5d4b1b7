import {
  CapabilityError,
  type GradientFlow,
  isLocalEnergy,
  requireLinearMobility,
  requireNoObstacle,
} from '../../src/index.ts';

/**
 * Throws {@link CapabilityError} unless the local part of the flow's energy is convex with an internal energy, which is strictly so, or an
 * obstacle, so that densities cannot concentrate; the nonlocal part may be whatever it likes.
 */
export function requireConvexInternal(who: string, { energy }: GradientFlow): void {
  const internal = energy.terms.filter((t) => t.kind === 'internal');
  if (internal.length === 0 && !energy.terms.some((t) => t.kind === 'obstacle'))
    throw new CapabilityError(
      who,
      'a strictly convex internal energy, or an obstacle',
      'add entropy() or power(m) to the potential, or obstacle(k)',
    );
  for (const { density } of internal)
    if (!density.convex)
      throw new CapabilityError(
        who,
        'an internal energy that is convex in p',
        `"${density.name}" does not say that it is`,
      );
}

/**
 * Throws {@link CapabilityError} unless the flow has linear mobility, a convex internal energy, and a nonlocal part, if any, whose
 * first variation has a known Lipschitz constant.
 */
export function requireProximal(who: string, flow: GradientFlow): void {
  requireLinearMobility(who, flow, 'drop `mobility` from the flow, or use method: "newton"');
  requireConvexInternal(who, flow);
  if (flow.discrete.nonlocal !== null && flow.discrete.nonlocal.spectrum === null)
    throw new CapabilityError(
      who,
      'a bound of the first variation of the nonlocal part',
      `"${flow.energy.name}" has a black box, of which there is none; interaction(W) has one, and method: "newton" needs none`,
    );
}

/** Throws {@link CapabilityError} unless the flow is one-dimensional between walls with a local convex energy. */
export function requireLocalLine(who: string, flow: GradientFlow): void {
  const { grid, energy } = flow;
  requireLinearMobility(who, flow, 'drop `mobility` from the flow');
  requireNoObstacle(who, flow);
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
