import type { Energy } from '../../energy/index.ts';
import type { FaceField } from '../../grid/faceField.ts';
import { broken, law, type SolverLaw, type SolverSubject } from './law.ts';
import {
  eachFace,
  flux,
  mobilities,
  movedBy,
  potentialBetween,
  type StepMetric,
  squaredLength,
  stepMetric,
} from './stepMetric.ts';

/** The mobility in the middle of the straight path between two densities. */
function betweenThem(metric: StepMetric, p: Float64Array, q: Float64Array): FaceField {
  return mobilities(
    metric,
    p.map((v, i) => 0.5 * (v + q[i])),
  );
}

/** a θ grad w for waves w along every axis, of such a height that it moves about a of the mass. */
function waves(theta: FaceField, { grid }: StepMetric): FaceField[] {
  return grid.axes.flatMap(({ upper, lower, periodic }, axis) =>
    [1, 2, 5].flatMap((k) => {
      const length = (upper - lower) / (Math.PI * k * (periodic ? 2 : 1));
      const w = Float64Array.from(
        { length: grid.size },
        (_, i) => length ** 2 * Math.cos((grid.centre(i)[axis] - lower) / length),
      );
      const m = flux(theta, w, grid);
      return [-0.1, -1e-3, 1e-3, 0.1].map((a) => m.map((own) => own.map((v) => a * v)));
    }),
  );
}

/** Momenta that take the density before a step to others: to that after it and on the way there and beyond, and with waves on it. */
function rivals(metric: StepMetric, previous: Float64Array, p: Float64Array): FaceField[] {
  const { grid } = metric;
  const theta = betweenThem(metric, previous, p);
  const found = flux(theta, potentialBetween(theta, previous, p, grid), grid);
  const parts = [0, 0.5, 0.9, 1, 1.1, 2].map((t) => found.map((own) => own.map((v) => t * v)));
  const wavy = waves(theta, metric).map((wave) => wave.map((own, k) => own.map((v, f) => found[k][f] + v)));
  return [...parts, ...wavy];
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
    const { flow, run } = subject;
    const metric = stepMetric(subject);
    if (metric === null) return;
    for (const [k, { certificate, timeStep }] of run.steps.entries()) {
      if (certificate === null) continue;
      const previous = starts(subject)[k];
      for (const m of rivals(metric, previous, run.copies[k])) {
        const q = movedBy(previous, m, flow.grid);
        if (q.some((v) => v < 0)) continue;
        const spent: number = squaredLength(metric, previous, m) / (2 * timeStep);
        const least: number = flow.discrete.value(q) + spent;
        const noise = 1e-12 * (Math.abs(least) + Math.abs(certificate.primal) + flow.initial.mass);
        if (certificate.dual > least + noise)
          broken(
            subject,
            `step ${k + 1} claims that E + W²/2τ is at least ${certificate.dual}, but another density has ${least}`,
          );
      }
    }
  },
  (subject) => stepMetric(subject) !== null && subject.run.steps.some((s) => s.certificate !== null),
);

/** φ up to a constant, with m = τ θ grad φ; and (τ/2) Σ_f ∂θ |grad φ|² with θ in the middle between both densities. */
function potentials(
  metric: StepMetric,
  previous: Float64Array,
  p: Float64Array,
  timeStep: number,
): { phi: Float64Array; kinetic: Float64Array } {
  const { grid, mean } = metric;
  const theta = betweenThem(metric, previous, p);
  const phi = potentialBetween(theta, previous, p, grid).map((v) => v / timeStep);
  const kinetic = new Float64Array(p.length);
  eachFace(grid, (k, f, l, r) => {
    if (theta[k][f] === 0) return;
    const [a, b] = [0.5 * (previous[l] + p[l]), 0.5 * (previous[r] + p[r])];
    const energy = 0.5 * timeStep * ((phi[r] - phi[l]) / grid.axes[k].spacing) ** 2;
    kinetic[l] += energy * mean.slope(a, b);
    kinetic[r] += energy * mean.slope(b, a);
  });
  return { phi, kinetic };
}

/** How far from its minimum a step may be: by the gap of its certificate, or the tolerance of its solver, and by what rounding leaves of E. */
function missing<E extends Energy>(
  { flow, run, solver: { settings } }: SolverSubject<E>,
  k: number,
  values: readonly number[],
): number {
  const { tolerance } = settings;
  const asked = (typeof tolerance === 'number' ? tolerance : 1e-9) * Math.abs(values[k] - values[k + 1]);
  const rounding = 1e-15 * (Math.abs(values[k]) + Math.abs(values[k + 1]) + flow.initial.mass);
  return (run.steps[k].certificate?.gap ?? asked) + rounding;
}

/** What E + W²/2τ may bend by, by densities relative to p: p U″, and the inverse of −div p grad on the longest wave that fits into the box. */
function bend<E extends Energy>({ flow }: SolverSubject<E>, p: Float64Array, timeStep: number): number {
  const curvature = new Float64Array(p.length);
  flow.discrete.local.curvature(curvature, p);
  const internal = p.reduce((s, v, i) => (v > 0 ? Math.max(s, v * curvature[i]) : s), 0);
  const longest = flow.grid.axes.reduce((s, a) => Math.max(s, a.upper - a.lower), 0);
  return internal + (longest / Math.PI) ** 2 / timeStep;
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
    const metric = stepMetric(subject);
    if (metric === null) return;
    const variation = new Float64Array(flow.grid.size);
    const values = [run.initial, ...run.copies].map((q) => flow.discrete.value(q));
    for (const [k, { timeStep }] of run.steps.entries()) {
      const p = run.copies[k];
      const { phi, kinetic } = potentials(metric, starts(subject)[k], p, timeStep);
      flow.discrete.firstVariation(variation, p);
      const left = spread(
        variation.map((v, i) => v + phi[i] - 0.5 * kinetic[i]),
        p,
      );
      const size = spread(phi, p);
      const open = 2 * (missing(subject, k, values) / flow.initial.mass) * bend(subject, p, timeStep);
      if (!(left <= 2 * Math.sqrt(open)))
        broken(
          subject,
          `after step ${k + 1} δE + φ − ½K varies by ${left} where φ varies by ${size}: (2.10) does not hold`,
        );
    }
  },
  (subject) =>
    stepMetric(subject)?.intervals === 1 &&
    subject.flow.discrete.local.ceiling === null &&
    subject.run.steps.some((s) => s.transport !== null),
);
