import { ArgumentError } from '../../src/errors/argumentError.ts';
import type { ParticleSampler } from './sampler.ts';

/** Returns a copy of ascending finite times ≥ 0, at least one; throws ArgumentError otherwise. */
export function checkTimes(times: readonly number[]): readonly number[] {
  const good =
    Array.isArray(times) &&
    times.length > 0 &&
    times.every((t, k) => Number.isFinite(t) && t >= 0 && (k === 0 || t > times[k - 1]));
  if (!good) throw new ArgumentError('times', times, 'a list of finite times ≥ 0 in ascending order');
  return Object.freeze([...times]);
}

/**
 * Runs one realisation through all times, from its start: `visit` is called at each with the state then, and told
 * how many there were on the way to it of what the sampler counts.
 */
export function alongTimes(
  sampler: ParticleSampler,
  state: Float64Array,
  realisation: number,
  times: readonly number[],
  visit: (k: number, counted: number) => void,
): void {
  sampler.start(state, realisation);
  let now = 0;
  let step = 0;
  for (let k = 0; k < times.length; k++) {
    // A time of zero is the start itself and takes no random numbers, so that leaving it out changes nothing else.
    const counted = times[k] > now ? sampler.advance(state, realisation, ++step, times[k] - now) : 0;
    now = times[k];
    visit(k, counted);
  }
}
