import { type Estimate, momentEstimates } from '../../../../solvers/index.ts';
import {
  type Check,
  check,
  type Evidence,
  type ParticleModel,
  type Table,
  type VerifyContext,
} from '../../../../src/index.ts';
import type { Part } from '../../../common/parts.ts';
import { energyEvidence } from './energies.ts';
import { fixed, inErrors, withError } from './estimateText.ts';
import { energyFigure, movingFigure, restFigure } from './figures.ts';
import { momentsOf, type Prediction, predictions } from './predictions.ts';
import { type ParticleStudy, type Samples, sampled, tooManySubsteps } from './study.ts';

/** Standard errors that a mean may be off. */
const LIMIT = 4;

/** A moment of the particles, and what the equations say of it. */
interface Observed {
  readonly label: string;
  readonly sample: Estimate;
  readonly points: Estimate | null;
  readonly predicted: (p: Prediction) => number;
}

function observedOf({ times, axis }: ParticleStudy, { interacting, points, atRest }: Samples): Observed[] {
  const name = axis === 0 ? 'x' : 'y';
  const moving = times.flatMap((t, k): Observed[] => {
    if (k === 0) return [];
    const [found, free] = [interacting, points].map((sample) => momentEstimates(sample, k));
    return [
      {
        label: `⟨${name}⟩ at t = ${t}`,
        sample: found.mean[axis],
        points: free.mean[axis],
        predicted: ({ densities }) => momentsOf(densities[k], axis).mean,
      },
      {
        label: `⟨${name}²⟩ at t = ${t}`,
        sample: found.meanSquare[axis],
        points: free.meanSquare[axis],
        predicted: ({ densities }) => momentsOf(densities[k], axis).meanSquare,
      },
    ];
  });
  const rest: Observed = {
    label: `⟨${name}²⟩ at rest`,
    sample: momentEstimates(atRest, 0).meanSquare[axis],
    points: null,
    predicted: (p) => momentsOf(p.rest, axis).meanSquare,
  };
  return [...moving, rest];
}

function sizeOf({ particles, epsilon }: ParticleModel): string {
  return `N = ${particles}, ε = ${epsilon}`;
}

function followTable(all: readonly Prediction[], observed: readonly Observed[], study: ParticleStudy): Table {
  const { name, model, atRest } = study;
  return {
    id: 'what-the-particles-follow',
    title: 'What the particles follow',
    caption:
      `Moments of the particles of ${name} with standard errors over realisations, and how far every equation is from them, in standard errors; ` +
      'in the last column, how far the equation without interaction is from points, which follow it. ' +
      `On the way ${sizeOf(model)}, at rest ${sizeOf(atRest)}.`,
    columns: ['', 'particles', ...all.map(({ label }) => label), 'points: no interaction'],
    rows: observed.map(({ label, sample, points, predicted }) => [
      label,
      withError(sample),
      ...all.map((p) => `${fixed(predicted(p))} (${inErrors(predicted(p), sample)})`),
      points === null ? '' : inErrors(predicted(all[0]), points),
    ]),
  };
}

/** Points and particles where they are at the end, and at rest. */
function checks(all: readonly Prediction[], observed: readonly Observed[], { name }: ParticleStudy): Check[] {
  const [ideal, paper] = all;
  const best = all[all.length - 1];
  const points = observed.filter((o) => o.points !== null).slice(-2);
  const judged = [...points, ...observed.slice(-1)];
  const apart = (o: Observed): number => Math.abs(o.predicted(best) - o.predicted(paper));
  return [
    ...points.map((o) =>
      check({
        name: `${o.label} of points`,
        measured: o.points?.value ?? Number.NaN,
        expected: o.predicted(ideal),
        tolerance: LIMIT * (o.points?.standardError ?? Number.NaN),
        source: `${name}: (1.4) is that of points; ${LIMIT} standard errors`,
      }),
    ),
    ...judged.map((o) =>
      check({
        name: `${o.label} of particles, by ${best.label}`,
        measured: o.sample.value,
        expected: o.predicted(best),
        tolerance: LIMIT * o.sample.standardError + apart(o),
        source: `${name}; ${LIMIT} standard errors, and how far (1.7) and this closure are apart`,
      }),
    ),
  ];
}

function* evidenceOf(study: ParticleStudy, context: VerifyContext): Generator<Evidence, Samples> {
  const samples = sampled(study, context);
  context.progress('what the equations say', 0.9);
  const all = predictions(study);
  const [ideal, paper] = all;
  const observed = observedOf(study, samples);
  for (const found of checks(all, observed, study)) yield { kind: 'check', check: found };
  yield { kind: 'table', table: followTable(all, observed, study) };
  const { interacting, points, atRest } = samples;
  yield {
    kind: 'figure',
    figure: movingFigure(study, interacting, paper, 'particles', 'Particles with interactions'),
  };
  yield {
    kind: 'figure',
    figure: movingFigure(study, points, ideal, 'points', 'Particles without interactions'),
  };
  yield { kind: 'figure', figure: restFigure(study, atRest, all) };
  yield { kind: 'figure', figure: energyFigure(study, samples, all) };
  yield* energyEvidence(study, samples, all);
  return samples;
}

/**
 * Particles that interact, against the equations of all closures, on the way and at rest, with histograms and free energies.
 *
 * @param also - what else an example says of its samples.
 */
export function particleEvidence(
  studyOf: (context: VerifyContext) => ParticleStudy,
  also?: (samples: Samples, context: VerifyContext) => Iterable<Evidence>,
): Part['run'] {
  return function* ofParticles(context) {
    const { particles, epsilon } = context.parameters;
    if (particles < 2 || epsilon === 0) return;
    const study = studyOf(context);
    const until = study.times[study.times.length - 1];
    const note = tooManySubsteps(study.model, until, study.realisations.moving, context.full);
    if (note !== null) {
      yield { kind: 'note', note };
      return;
    }
    const samples = yield* evidenceOf(study, context);
    if (also !== undefined) yield* also(samples, context);
  };
}
