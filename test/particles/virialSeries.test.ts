import { expect, test } from 'vitest';
import { carnahanStarlingExcess } from '../../src/particles/closures/carnahanStarling.ts';
import { scaledParticleExcess } from '../../src/particles/closures/scaledParticle.ts';

test('coefficients of η², η³, η⁴ in ψ are those of the virial series, closest by Carnahan and Starling', () => {
  // B₃, B₄, B₅ in units of B₂², B₂³, B₂⁴: two are known in closed form, the others from Monte Carlo integration (Clisby–McCoy 2006).
  const known = { 2: [0.782004, 0.532232, 0.333556], 3: [0.625, 0.286949, 0.110252] };
  for (const d of [2, 3] as const) {
    // The kth coefficient of ψ is B_{k+1}/k: of the polynomial through ψ/η at Chebyshev's nodes up to η = 0.1.
    const order = 8;
    const nodes = Array.from(
      { length: order },
      (_, k) => 0.05 * (1 + Math.cos(((k + 0.5) * Math.PI) / order)),
    );
    const coefficients = (excess: typeof scaledParticleExcess): number[] => {
      const { U } = excess(1, d);
      // Newton's divided differences, then powers.
      const table = nodes.map((eta) => U(eta) / eta ** 2);
      for (let k = 1; k < order; k++)
        for (let i = order - 1; i >= k; i--) table[i] = (table[i] - table[i - 1]) / (nodes[i] - nodes[i - k]);
      const powers = new Array<number>(order).fill(0);
      for (let k = order - 1; k >= 0; k--) {
        for (let i = order - 1; i > 0; i--) powers[i] = powers[i - 1] - nodes[k] * powers[i];
        powers[0] = table[k] - nodes[k] * powers[0];
      }
      return powers;
    };
    const errors = [carnahanStarlingExcess, scaledParticleExcess].map((excess) => {
      const found = coefficients(excess);
      // B₂ in units of the volume of a particle.
      const second = d === 2 ? 2 : 4;
      expect(found[0]).toBeCloseTo(second, 8);
      return known[d].map((b, k) => ((k + 2) * found[k + 1]) / second ** (k + 2) / b - 1);
    });
    expect(Math.max(...errors[0].map(Math.abs))).toBeLessThan(0.025);
    errors[0].forEach((error, k) => {
      expect(Math.abs(error)).toBeLessThanOrEqual(Math.abs(errors[1][k]) + 1e-6);
    });
  }
});
