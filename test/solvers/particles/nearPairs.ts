import type { ParticleSampler } from '../../../solvers/particles/sampler.ts';

/**
 * The excluded volume of two particles on a periodic square, ∫ (1 − g) dx, from how much more often they are further apart than `reach`
 * than the areas say; its standard error from twenty blocks.
 */
export function nearPairs(
  sampler: ParticleSampler,
  length: number,
  reach: number,
  duration: number,
  samples: number,
): { alpha: number; error: number } {
  const state = new Float64Array(4);
  sampler.start(state, 0);
  const disk = Math.PI * reach ** 2;
  const blocks = 20;
  const each = Math.floor(samples / blocks);
  const alphas: number[] = [];
  for (let b = 0; b < blocks; b++) {
    let near = 0;
    for (let k = 0; k < each; k++) {
      sampler.advance(state, 0, 1 + b * each + k, duration);
      let dx = Math.abs(state[0] - state[2]);
      let dy = Math.abs(state[1] - state[3]);
      dx = Math.min(dx, length - dx);
      dy = Math.min(dy, length - dy);
      if (dx * dx + dy * dy < reach * reach) near++;
    }
    alphas.push(disk - (near / (each - near)) * (length ** 2 - disk));
  }
  const alpha = alphas.reduce((a, b) => a + b, 0) / blocks;
  const variance = alphas.reduce((s, a) => s + (a - alpha) ** 2, 0) / (blocks - 1);
  return { alpha, error: Math.sqrt(variance / blocks) };
}
