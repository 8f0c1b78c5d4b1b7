import { type Ensemble, ensemble, type SamplerOptions } from '../../../../solvers/index.ts';
import type { Density, Grid, ParameterValues, ParticleModel, VerifyContext } from '../../../../src/index.ts';
import type { Equation } from './equations.ts';

/** A curve along one axis. */
export interface Section {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The particles of an example, and what is looked at. */
export interface ParticleStudy {
  /** `Example 4.2`. */
  readonly name: string;
  /** `Figure 2`. */
  readonly figure: string;
  /** The particles, thrown from the initial density of the example. */
  readonly model: ParticleModel;
  /** Particles thrown from e^{−V}, which with weights e^{−U} is equilibrium. */
  readonly atRest: ParticleModel;
  /** Where the macroscopic equations begin; on a line, if all is constant across it. */
  readonly initial: Density;
  /** From 0 on. */
  readonly times: readonly number[];
  /** Which of the times are drawn. */
  readonly shown: readonly number[];
  /** The axis of moments and figures. */
  readonly axis: 0 | 1;
  /** Cells in which particles are counted. */
  readonly histogram: Grid;
  /** A density of the equations averaged over the cells of the histogram. */
  readonly counted: (density: Density) => Density;
  /** What is drawn of a density on its own grid or on that of the histogram. */
  readonly section: (density: Density) => Section;
  /** How many cells of the histogram a value of its section is the mean of. */
  readonly sectionCells: number;
  readonly realisations: { readonly moving: number; readonly atRest: number };
  /** An equation beyond those of closures, if they leave something out. */
  readonly further?: (model: ParticleModel, grid: Grid) => Equation;
  readonly sampler: Pick<SamplerOptions, 'substep' | 'sweeps'>;
}

/** What was sampled. */
export interface Samples {
  readonly interacting: Ensemble;
  /** The same particles without their interaction. */
  readonly points: Ensemble;
  readonly atRest: Ensemble;
}

/** The coarser particles of quick runs: a quarter of them of twice the range exclude as much, for a sixteenth of the work. */
export function quickly(given: ParameterValues, full: boolean): ParameterValues {
  const { particles, epsilon } = given;
  return full ? given : { ...given, particles: Math.max(2, Math.round(particles / 4)), epsilon: 2 * epsilon };
}

/**
 * How soft particles are moved: from positions independent of one another, as in the paper, but by a quarter of its sub-steps of (0.3 ε)²/4. By these
 * they exclude two to three per cent too much, which is eight standard errors of ΔE in 200 realisations of 4.4.
 */
export function softSampler({ epsilon }: ParameterValues): ParticleStudy['sampler'] {
  return { substep: (0.3 * epsilon) ** 2 / 16, sweeps: 0 };
}

/** Sub-steps of all particles that a verification takes: minutes, and hours where it is asked for everything. */
const MOST = { quick: 2e9, full: 2e11 } as const;

/** Why particles of this range are not followed, in words: sub-steps are a part of ε² long. Null if they are. */
export function tooManySubsteps(
  { particles, epsilon }: Pick<ParticleModel, 'particles' | 'epsilon'>,
  until: number,
  realisations: number,
  full: boolean,
): string | null {
  const substeps = until / ((0.3 * epsilon) ** 2 / 4);
  if (substeps * particles * realisations <= (full ? MOST.full : MOST.quick)) return null;
  return (
    `Particles are not followed: ${realisations} realisations of ${particles} of ε = ${epsilon} until t = ${until} would take ` +
    `about ${substeps.toExponential(0)} sub-steps each.`
  );
}

/** Runs the particles of a study. */
export function sampled(
  { model, atRest, times, histogram: grid, realisations, sampler }: ParticleStudy,
  { seed, progress }: VerifyContext,
): Samples {
  const common = { seed, grid };
  const moving = { ...common, times, realisations: realisations.moving };
  return {
    interacting: ensemble(model, { ...moving, ...sampler }, (done, total) =>
      progress('particles', (0.5 * done) / total),
    ),
    points: ensemble(model, { ...moving, scheme: 'points' }),
    atRest: ensemble(atRest, { ...common, times: [0], realisations: realisations.atRest }, (done, total) =>
      progress('particles at rest', 0.6 + (0.3 * done) / total),
    ),
  };
}
