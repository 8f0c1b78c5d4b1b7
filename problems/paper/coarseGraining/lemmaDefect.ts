import { Density } from '../../../src/index.ts';
import { external } from './setting.ts';

/** Writes −div of the fluxes −(p_{i+1} − p_i)/h − (V_{i+1} − V_i)/h · (p_i + p_{i+1})/2 between walls. */
function transport(out: Float64Array, p: Float64Array, V: Float64Array, h: number): void {
  out.fill(0);
  for (let i = 0; i + 1 < p.length; i++) {
    const flux = (p[i + 1] - p[i] + 0.5 * (V[i + 1] - V[i]) * (p[i] + p[i + 1])) / (h * h);
    out[i] += flux;
    out[i + 1] -= flux;
  }
}

/** Writes (log q + V)″ with no flux through walls. */
function compression(out: Float64Array, q: Float64Array, V: Float64Array, h: number): void {
  out.fill(0);
  for (let i = 0; i + 1 < q.length; i++) {
    const slope = (Math.log(q[i + 1] / q[i]) + V[i + 1] - V[i]) / (h * h);
    out[i] += slope;
    out[i + 1] -= slope;
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
  const [r, change, source] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let step = 0; step < steps; step++) {
    transport(change, r, V, h);
    compression(source, q, V, h);
    for (let i = 0; i < n; i++) r[i] += dt * (change[i] + excluded * q[i] * q[i] * source[i]);
    transport(change, q, V, h);
    for (let i = 0; i < n; i++) q[i] += dt * change[i];
  }
  return new Density(grid, r);
}
