import { expect, test } from 'vitest';
import { linearise, spectrum } from '../../../../solvers/index.ts';
import { gradientFlow, interaction, steadyState, sum } from '../../../../src/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { energies, relativeError } from './cases.ts';

test.each([
  ['a line', unitBox([30])],
  ['a ring', unitBox([24], [true])],
  ['a square', unitBox([8, 9])],
] as const)('at rest on %s, modes that decay at rate λ shrink by 1/(1 + τλ)', (_, box) => {
  const energy = sum(
    energies['excluded volume'](0),
    interaction((x, y = 0) => Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y), { positiveType: true }),
  );
  const { density: initial } = steadyState(energy, box, 1);
  const flow = gradientFlow({ energy, initial });
  const { eigenvalues, modes } = spectrum(flow, initial, { count: 6 });
  for (const timeStep of [1e-4, 1e-2, 1]) {
    const step = linearise(flow, { timeStep });
    expect(relativeError(step.density.values, initial.values)).toBeLessThan(1e-12);
    modes.forEach((mode, k) => {
      const shrunk = mode.map((q) => q / (1 + timeStep * eigenvalues[k]));
      expect(relativeError(step.tangent({ density: mode }), shrunk)).toBeLessThan(1e-8);
    });
  }
});

test('at rest the number of intervals does not matter', () => {
  // There v = 0, and all δφ^j are δφ^S = −δ²E δp^S: δp^j = δp^{j−1} + (τ/S) div θ grad δφ^S.
  const box = unitBox([20]);
  const energy = energies.entropy(0);
  const { density: initial } = steadyState(energy, box, 1);
  const flow = gradientFlow({ energy, initial });
  const { eigenvalues, modes } = spectrum(flow, initial, { count: 4 });
  for (const innerIntervals of [2, 5]) {
    const step = linearise(flow, { timeStep: 0.05, innerIntervals });
    modes.forEach((mode, k) => {
      const shrunk = mode.map((q) => q / (1 + 0.05 * eigenvalues[k]));
      expect(relativeError(step.tangent({ density: mode }), shrunk)).toBeLessThan(1e-8);
    });
  }
});
