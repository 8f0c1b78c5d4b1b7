import type { Trajectory } from '../../src/index.ts';
import { moments } from '../common/moments.ts';

/**
 * The mean rate of ⟨|x − c|²⟩ over a run, without what JKO steps themselves add to it.
 *
 * Along dilations of the density, δE of an entropy and a logarithmic interaction is ⟨x, −grad δE⟩ = d (1 − s) whatever p is. The flow has
 * therefore d⟨|x|²⟩/dt = 2d (1 − s). Of a JKO step x − T(x) = −τ grad δE, T the optimal map back, makes it
 *
 *     ⟨|x|²⟩_k − ⟨|x|²⟩_{k−1} = 2 ⟨x, x − T⟩ − ⟨|x − T|²⟩ = 2d (1 − s) τ − W₂²(p_k, p_{k−1}),
 *
 * at any τ. So W₂² is added where a solver has it, and 0 where not.
 */
export function secondMomentRate({ flow, times, transport, snapshots }: Trajectory): number {
  const { density, time } = snapshots[snapshots.length - 1];
  const own = times.reduce((s, t, k) => (k > 0 && t <= time ? s + (transport[k] ?? 0) ** 2 : s), 0);
  return (moments(density).variance - moments(flow.initial).variance + own) / time;
}
