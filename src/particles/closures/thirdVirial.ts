import { power } from '../../energy/power.ts';
import { ballVolume } from '../../potentials/ball.ts';
import { isHardSphere } from '../../potentials/pairPotential.ts';
import { type Closure, crowding } from './closure.ts';
import { secondVirial } from './secondVirial.ts';

/** B₃/B₂² of hard rods, disks and spheres; Tonks 1936, Rowlinson 1963, Boltzmann 1899. */
const RATIOS = [1, 4 / 3 - Math.sqrt(3) / Math.PI, 5 / 8];

/**
 * ψ = B₂ n + ½ B₃ n² with n = (N − 1) p: the next order after the paper's, for hard particles.
 *
 * The pressure of a uniform fluid is n (1 + B₂ n + B₃ n² + …), and ψ′(n) = (pressure/n − 1)/n.
 */
export const thirdVirial: Closure = {
  scope: 'hard rods, disks or spheres',
  fits: ({ pair }) => isHardSphere(pair),
  excess: (model) => {
    const d = model.box.length;
    const second = 0.5 * ballVolume(d) * crowding(model);
    // power(3) is ∫ p³/2 dx.
    return second > 0
      ? [...secondVirial.excess(model), ...power(3).scale(RATIOS[d - 1] * second ** 2).terms]
      : [];
  },
};
