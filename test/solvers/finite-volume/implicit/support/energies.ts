import { internal, type LocalEnergy, potential, power, sum } from '../../../../../src/index.ts';

/** p ≤ 5.5 with finite U′ there. */
export const capped: LocalEnergy = sum(
  power(2),
  internal({ name: 'cap', U: () => 0, dU: () => 0, d2U: () => 0, domain: [0, 5.5] }),
);

/** The same, pushed to the right so hard that the bound is reached. */
export const pushed: LocalEnergy = sum(
  capped,
  potential((x) => -50 * x),
);

/** A potential of many hills and valleys. */
export const ripple: LocalEnergy = potential((x) => 5 * Math.sin(20 * x));
