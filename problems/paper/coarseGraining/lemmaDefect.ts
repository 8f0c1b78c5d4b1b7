import { Density } from '../../../src/index.ts';
import { external } from './setting.ts';

/** Writes (r′ + V′ r)′ between walls, with the mean of r on faces. */
function transport(out: Float64Array, r: Float64Array, V: Float64Array, h: number): void {
  out.fill(0);
  for (let i = 0; i + 1 < r.length; i++) {
    const flux = (r[i + 1] - r[i] + 0.5 * (V[i + 1] - V[i]) * (r[i] + r[i + 1])) / (h * h);
    out[i] += flux;
    out[i + 1] -= flux;
  }
}

/** Writes (log q + V)″ and (q (log q + V)′)′ = q_t between walls: both are zero at rest. */
function outerFlow(
  bend: Float64Array,
  change: Float64Array,
  q: Float64Array,
  V: Float64Array,
  h: number,
): void {
  bend.fill(0);
  change.fill(0);
  for (let i = 0; i + 1 < q.length; i++) {
    const slope = (Math.log(q[i + 1] / q[i]) + V[i + 1] - V[i]) / (h * h);
    const flux = 0.5 * (q[i] + q[i + 1]) * slope;
    bend[i] += slope;
    bend[i + 1] -= slope;
    change[i] += flux;
    change[i + 1] -= flux;
  }
}

/**
 * What Lemma 1 misses at a time if q follows (3.16): r = p − q [∫q − α ε q] to first order in ε.
 *
 * With p_t = (p′ + V′ p)′ + ½ α ε (p²)″, (1.6), and q_t = (q′ + V′ q)′, (3.16), what is left of the terms of order ε is
 *
 *     r_t = (r′ + V′ r)′ + α ε q² (log q + V)″,   r(0) = 0,
 *
 * which vanishes at the start and at rest, not between: the outer density has a part of order ε^d that (3.17) does not see. Explicit Euler
 * steps of a quarter of h².
 *
 * @param outer - q at t = 0, positive.
 * @param excluded - α ε.
 */
export function lemmaDefect({ grid, values }: Density, excluded: number, time: number): Density {
  const h = grid.axes[0].spacing;
  const V = grid.centres(0).map(external);
  const steps = Math.ceil(time / (0.25 * h * h));
  const dt = time / steps;
  const n = values.length;
  const q = Float64Array.from(values);
  const r = new Float64Array(n);
  const [carried, bend, change] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let step = 0; step < steps; step++) {
    transport(carried, r, V, h);
    outerFlow(bend, change, q, V, h);
    for (let i = 0; i < n; i++) {
      r[i] += dt * (carried[i] + excluded * q[i] * q[i] * bend[i]);
      q[i] += dt * change[i];
    }
  }
  return new Density(grid, r);
}
