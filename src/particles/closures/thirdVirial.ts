import { power } from '../../energy/power.ts';
import { CapabilityError } from '../../errors/capabilityError.ts';
import { isHardSphere } from '../../potentials/pairPotential.ts';
import type { Closure } from './closure.ts';
import { secondVirial } from './secondVirial.ts';

/**
 * ψ = B₂ n + ½ B₃ n² with n = (N − 1) p: the next order after the paper's.
 *
 * The pressure of a uniform fluid is n (1 + B₂ n + B₃ n² + …), and ψ′(n) = (pressure/n − 1)/n.
 */
export const thirdVirial: Closure = {
  scope: 'hard rods, disks or spheres, or a pair potential without a hard core',
  fits: ({ pair }) => isHardSphere(pair) || pair.hardCore === 0,
  excess: (model) => {
    const { particles, epsilon, pair, box } = model;
    const second = secondVirial.excess(model);
    if (second.length === 0) return second;
    const third = pair.thirdVirial(box.length);
    if (third < 0)
      throw new CapabilityError(
        'the closure "thirdVirial"',
        `B₃ ≥ 0, but ${pair.name} has B₃ = ${third} in dimension ${box.length}`,
        'its free energy is not convex; closure "secondVirial" is',
      );
    // power(3) is ∫ p³/2 dx.
    const perDensity = (particles - 1) * epsilon ** box.length;
    return [...second, ...power(3).scale(third * perDensity ** 2).terms];
  },
};
