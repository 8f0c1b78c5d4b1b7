import type { Energy } from '../../energy/index.ts';
import { integral } from '../arrays.ts';
import { broken, law, type SolverLaw, type SolverSubject } from './law.ts';
import { type LineMetric, lineMetric, momentum, squaredLength } from './straightPath.ts';

/** Densities of the mass of p, near and far: between the two and beyond, and p with waves on it. */
function rivals<E extends Energy>(
  { flow: { grid } }: SolverSubject<E>,
  previous: Float64Array,
  p: Float64Array,
): Float64Array[] {
  const beyond = [-1, -0.1, 0, 0.1, 0.5, 1].map((t) => p.map((v, i) => v + t * (previous[i] - v)));
  const mass = integral(p, grid);
  const waves = [1, 2, 5].flatMap((k) =>
    [-0.1, -1e-3, 1e-3, 0.1].map((a) => {
      const q = p.map((v, i) => v * (1 + a * Math.cos((Math.PI * k * (i + 0.5)) / p.length)));
      const factor = mass / integral(q, grid);
      return q.map((v) => factor * v);
    }),
  );
  return [...beyond, ...waves].filter((q) => q.every((v) => v >= 0));
}

/** E(q) + W²/(2τ) along the straight path, in the metric of the solver. */
function primal<E extends Energy>(
  { flow }: SolverSubject<E>,
  metric: LineMetric,
  previous: Float64Array,
  q: Float64Array,
  timeStep: number,
): number {
  const length = squaredLength(metric, previous, q, flow.grid.axes[0].spacing);
  return flow.discrete.value(q) + length / (2 * timeStep);
}

/** The densities that steps start from. */
function starts<E extends Energy>({ run }: SolverSubject<E>): readonly Float64Array[] {
  return [run.initial, ...run.copies];
}

/**
 * The lower bound of a certificate is one: no density that we can name has less E + W²/(2τ). In particular the gap bounds by
 * how much the step misses the minimum.
 */
export const lowerBound: SolverLaw = law(
  (subject) => {
    const metric = lineMetric(subject);
    if (metric === null) return;
    for (const [k, { certificate, timeStep }] of subject.run.steps.entries()) {
      if (certificate === null) continue;
      const previous = starts(subject)[k];
      for (const q of rivals(subject, previous, subject.run.copies[k])) {
        const least: number = primal(subject, metric, previous, q, timeStep);
        const noise = 1e-12 * (Math.abs(least) + Math.abs(certificate.primal) + subject.flow.initial.mass);
        if (certificate.dual > least + noise)
          broken(
            subject,
            `step ${k + 1} claims that E + W²/2τ is at least ${certificate.dual}, but another density has ${least}`,
          );
      }
    }
  },
  (subject) => lineMetric(subject) !== null && subject.run.steps.some((s) => s.certificate !== null),
);

/** φ on cells, up to a constant, with m = τ θ grad φ; and (τ/2) Σ_f ∂θ |grad φ|² with θ in the middle between both densities. */
function potentials(
  { mean }: LineMetric,
  previous: Float64Array,
  p: Float64Array,
  spacing: number,
  timeStep: number,
): { phi: Float64Array; kinetic: Float64Array } {
  const m = momentum(previous, p, spacing);
  const phi = new Float64Array(p.length);
  const kinetic = new Float64Array(p.length);
  for (let f = 0; f < m.length; f++) {
    const [a, b] = [0.5 * (previous[f] + p[f]), 0.5 * (previous[f + 1] + p[f + 1])];
    const slope = m[f] === 0 ? 0 : m[f] / (timeStep * mean.value(a, b));
    phi[f + 1] = phi[f] + spacing * slope;
    kinetic[f] += 0.5 * timeStep * mean.slope(a, b) * slope ** 2;
    kinetic[f + 1] += 0.5 * timeStep * mean.slope(b, a) * slope ** 2;
  }
  return { phi, kinetic };
}

/** What is left of (2.10), of what φ varies by, is about the square root of the relative gap: half the gap is ∫ (left)²/E″. */
function allowed<E extends Energy>({ solver: { settings } }: SolverSubject<E>): number {
  return 10 * Math.sqrt(typeof settings.tolerance === 'number' ? settings.tolerance : 1e-9);
}

/** The standard deviation of a field where there is mass, each cell counting as much as it holds. */
function spread(field: Float64Array, p: Float64Array): number {
  let [mass, first] = [0, 0];
  for (let i = 0; i < p.length; i++) {
    if (p[i] === 0) continue;
    mass += p[i];
    first += p[i] * field[i];
  }
  let second = 0;
  for (let i = 0; i < p.length; i++) if (p[i] > 0) second += p[i] * (field[i] - first / mass) ** 2;
  return Math.sqrt(second / mass);
}

/**
 * The discrete (2.10): at the end of a JKO step of one interval δE + φ − ½K is constant where there is mass, with the Kantorovich
 * potential φ of the step and K = (τ/2) Σ ∂θ |grad φ|², the part that θ depends on p. Not where a bound on p may be active.
 */
export const optimality: SolverLaw = law(
  (subject) => {
    const { flow, run } = subject;
    const metric = lineMetric(subject);
    if (metric === null) return;
    const variation = new Float64Array(flow.grid.size);
    for (const [k, { timeStep }] of run.steps.entries()) {
      const p = run.copies[k];
      const { phi, kinetic } = potentials(metric, starts(subject)[k], p, flow.grid.axes[0].spacing, timeStep);
      flow.discrete.firstVariation(variation, p);
      const left = spread(
        variation.map((v, i) => v + phi[i] - 0.5 * kinetic[i]),
        p,
      );
      const size = spread(phi, p);
      const noise = 1e-6 * (spread(variation, p) + subject.tolerance);
      if (!(left <= allowed(subject) * size + noise))
        broken(
          subject,
          `after step ${k + 1} δE + φ − ½K varies by ${left} where φ varies by ${size}: (2.10) does not hold`,
        );
    }
  },
  (subject) =>
    lineMetric(subject)?.intervals === 1 &&
    subject.flow.discrete.local.ceiling === null &&
    subject.run.steps.some((s) => s.transport !== null),
);
