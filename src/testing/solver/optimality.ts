import type { Energy } from '../../energy/index.ts';
import type { FaceField } from '../../grid/faceField.ts';
import { conjugateGradients } from './conjugateGradients.ts';
import { broken, law, type SolverLaw, type SolverSubject } from './law.ts';
import {
  type Conduction,
  conduction,
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

/** What a step of one interval leaves of its optimality conditions, and how it bends. */
interface Remainder {
  readonly theta: FaceField;
  /** φ up to a constant, with m = τ θ grad φ. */
  readonly phi: Float64Array;
  /** K = (τ/2) Σ_f ∂θ |grad φ|² with θ in the middle between both densities. */
  readonly kinetic: Float64Array;
  /** A bound of what W²/2τ bends by in p where m stays: Σ_f τ |grad φ|² (½ (∂θ)²/θ + ¼ (b/a) ∂₁₂θ), each face between a here and b there. */
  readonly bend: Float64Array;
}

function remainder(metric: StepMetric, previous: Float64Array, p: Float64Array, timeStep: number): Remainder {
  const { grid, mean } = metric;
  const theta = betweenThem(metric, previous, p);
  const phi = potentialBetween(theta, previous, p, grid).map((v) => v / timeStep);
  const kinetic = new Float64Array(p.length);
  const bend = new Float64Array(p.length);
  const add = (cell: number, a: number, b: number, squared: number): void => {
    const slope = mean.slope(a, b);
    kinetic[cell] += 0.5 * squared * slope;
    const bow = a > 0 && b > 0 ? (b / a) * mean.cross(a, b) : 0;
    bend[cell] += squared * ((0.5 * slope ** 2) / mean.value(a, b) + 0.25 * bow);
  };
  eachFace(grid, (k, f, l, r) => {
    if (theta[k][f] === 0) return;
    const [a, b] = [0.5 * (previous[l] + p[l]), 0.5 * (previous[r] + p[r])];
    const squared = timeStep * ((phi[r] - phi[l]) / grid.axes[k].spacing) ** 2;
    add(l, a, b, squared);
    add(r, b, a, squared);
  });
  return { theta, phi, kinetic, bend };
}

/**
 * How far from its minimum a step may be: by the gap of its certificate, or the tolerance of its solver, by 1e-7 of the decrease of E, as the decrement is that
 * of a model, and by what rounding leaves of E.
 */
function missing<E extends Energy>(
  { flow, run, solver: { settings } }: SolverSubject<E>,
  k: number,
  values: readonly number[],
): number {
  const { tolerance } = settings;
  const decrease = Math.abs(values[k] - values[k + 1]);
  const asked = (typeof tolerance === 'number' ? tolerance : 1e-9) * decrease;
  const rounding = 1e-13 * (Math.abs(values[k]) + Math.abs(values[k + 1]) + flow.initial.mass);
  return (run.steps[k].certificate?.gap ?? asked) + 1e-7 * decrease + rounding;
}

/** What a part of E that couples cells bends by at most; null where nobody knows. */
function nonlocalBend<E extends Energy>({ flow: { discrete } }: SolverSubject<E>): number | null {
  if (discrete.nonlocal === null) return 0;
  const { spectrum } = discrete.nonlocal;
  return spectrum === null ? null : Math.max(0, spectrum[1]);
}

/**
 * ½ ⟨g, (A + B⁻¹)⁻¹ g⟩, by how much one step of Newton's method would still lower E + W²/2τ where the gradient g is left, A is a diagonal and B = −τ div θ grad. As
 * it is ½ ⟨A⁻¹ g, g − x⟩ with (A⁻¹ + B) x = A⁻¹ g, cells without density, for which A⁻¹ = 0, have no say, nor has a constant in g.
 */
function decrement(
  inverse: Float64Array,
  { diagonal, apply }: Conduction,
  timeStep: number,
  gradient: Float64Array,
): number {
  const weighted = gradient.map((v, i) => (inverse[i] > 0 ? inverse[i] * v : 0));
  const x = conjugateGradients(
    (out, y) => {
      apply(out, y);
      for (let i = 0; i < out.length; i++) out[i] = timeStep * out[i] + inverse[i] * y[i];
    },
    diagonal.map((v, i) => timeStep * v + inverse[i]),
    weighted,
  );
  return 0.5 * weighted.reduce((s, v, i) => (v === 0 ? s : s + v * (gradient[i] - x[i])), 0);
}

/** A field less its mean over the mass. */
function centred(field: Float64Array, p: Float64Array): Float64Array {
  let [mass, first] = [0, 0];
  for (let i = 0; i < p.length; i++) {
    if (p[i] === 0) continue;
    mass += p[i];
    first += p[i] * field[i];
  }
  return field.map((v) => v - first / mass);
}

/** How many times the decrement may exceed what is missing: the mixed derivative by m and p at most doubles what bends, and Newton's step is one of a model. */
const SAFETY = 4;

/**
 * The discrete (2.10): at the end of a JKO step of one interval δE + φ − ½K is constant where there is mass, with the Kantorovich
 * potential φ of the step and K = (τ/2) Σ ∂θ |grad φ|², the part that θ depends on p. Not where a bound on p may be active.
 */
export const optimality: SolverLaw = law(
  (subject) => {
    const { flow, run } = subject;
    const metric = stepMetric(subject);
    if (metric === null) return;
    const coupled = nonlocalBend(subject);
    if (coupled === null) return;
    const { grid, discrete } = flow;
    const [variation, curvature] = [new Float64Array(grid.size), new Float64Array(grid.size)];
    const values = [run.initial, ...run.copies].map((q) => discrete.value(q));
    for (const [k, { timeStep }] of run.steps.entries()) {
      const p = run.copies[k];
      const { theta, phi, kinetic, bend } = remainder(metric, starts(subject)[k], p, timeStep);
      discrete.firstVariation(variation, p);
      discrete.local.curvature(curvature, p);
      const gradient = centred(
        variation.map((v, i) => v + phi[i] - 0.5 * kinetic[i]),
        p,
      );
      // No step may take more from a cell than is in it.
      const inverse = p.map((v, i) =>
        v > 0 ? 1 / (curvature[i] + coupled + bend[i] + Math.abs(gradient[i]) / v) : 0,
      );
      const lower = grid.cellVolume * decrement(inverse, conduction(theta, grid), timeStep, gradient);
      const open = missing(subject, k, values);
      if (!(lower <= SAFETY * open))
        broken(
          subject,
          `after step ${k + 1} δE + φ − ½K is not constant: E + W²/2τ could be lower by ${lower}, and its gap is ${open}; (2.10) does not hold`,
        );
    }
  },
  (subject) =>
    stepMetric(subject)?.intervals === 1 &&
    nonlocalBend(subject) !== null &&
    subject.flow.discrete.local.ceiling === null &&
    subject.run.steps.some((s) => s.transport !== null),
);
