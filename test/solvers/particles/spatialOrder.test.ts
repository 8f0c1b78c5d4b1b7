import { hardSphere, particleModel } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { samplerFor } from '../../../solvers/particles/samplerFor.ts';
import { uniformCube } from './box.ts';
import { chiSquare } from './statistics.ts';

describe('many particles, ordered by their places now and then', () => {
  const [particles, epsilon] = [9000, 1e-3];

  test.each([
    ['events', hardSphere()],
    ['mirror', hardSphere()],
  ] as const)('%s: each goes on from where it was', (scheme, pair) => {
    const model = particleModel({ particles, epsilon, pair, initial: uniformCube(2, 1, 4) });
    // So short that few meet.
    const substep = 1e-13;
    const sampler = samplerFor('test', model, { scheme, substep, sweeps: 0 });
    const state = new Float64Array(sampler.size);
    sampler.start(state, 0);
    const before = state.slice();
    sampler.advance(state, 0, 1, 300 * substep);
    const deviation = Math.sqrt(2 * 300 * substep);
    const moves = state.map((x, i) => (x - before[i]) / deviation);
    const bins = new Float64Array(4);
    for (const z of moves) {
      expect(Math.abs(z)).toBeLessThan(8);
      bins[(z > 0 ? 2 : 0) + (Math.abs(z) > 0.6744897501960817 ? 1 : 0)]++;
    }
    expect(chiSquare(bins, new Float64Array(4).fill(moves.length / 4))).toBeLessThan(30);
  });
});
