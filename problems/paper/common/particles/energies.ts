import {
  type Ensemble,
  freeEnergyPath,
  hotelling,
  type JointDistance,
  type JointEstimate,
} from '../../../../solvers/index.ts';
import type { Evidence, Table } from '../../../../src/index.ts';
import { claim } from '../../../common/claim.ts';
import { inErrors } from './estimateText.ts';
import type { Prediction } from './predictions.ts';
import type { ParticleStudy, Samples } from './study.ts';

/** How seldom particles may be as far from their own equation as they are found: as seldom as more than 3.3 standard errors off. */
const SELDOM = 1e-3;

/** Samples per cell of the histogram from which the bias of an entropy is one that a jackknife corrects. */
const SAMPLES = 5;

/** The free energy of the particles, and what an equation says, at the times after the first. */
interface Path {
  readonly label: string;
  readonly found: JointEstimate;
  readonly expected: readonly number[];
  readonly together: JointDistance;
}

/** The functional of an equation, of the histograms and of its own densities in the same cells. */
function pathOf(
  { times, histogram, counted }: ParticleStudy,
  sample: Ensemble,
  { label, functional: energy, densities }: Prediction,
): Path {
  const later = times.map((_, k) => k).slice(1);
  const discrete = energy.on(histogram);
  const found = freeEnergyPath(energy, sample, later);
  const expected = later.map((k) => discrete.value(counted(densities[k]).values));
  return { label, found, expected, together: hotelling(found, expected) };
}

function row({ label, found: { values, covariance }, expected, together }: Path): Table['rows'][number] {
  return [
    label,
    ...values.map((value, k) => inErrors(expected[k], { value, standardError: Math.sqrt(covariance[k][k]) })),
    `${together.distance.toFixed(1)} σ`,
    together.probability.toExponential(1),
  ];
}

function judged(
  { label, together }: Path,
  who: string,
  { name, figure }: ParticleStudy,
  at: string,
): Evidence {
  return claim({
    name: `ΔE of ${who} at t = ${at}, by ${label}: probability of their distance`,
    measured: together.probability,
    expected: SELDOM,
    relation: 'atLeast',
    source: `${name}, ${figure}(d); Hotelling 1931, over realisations`,
  });
}

/** Which equation the free energy of the particles follows: at each time, and all times together. */
export function* energyEvidence(
  study: ParticleStudy,
  { interacting, points }: Pick<Samples, 'interacting' | 'points'>,
  all: readonly Prediction[],
): Generator<Evidence> {
  const { particles, realisations } = interacting;
  const samples = particles * realisations.length;
  const cells = study.histogram.size;
  if (samples < SAMPLES * cells) {
    const note = `ΔE of particles is not judged: ${samples} samples in ${cells} cells are too few for an entropy.`;
    yield { kind: 'note', note };
    return;
  }
  const [ideal] = all;
  const paths = all.map((p) => pathOf(study, interacting, p));
  const free = pathOf(study, points, ideal);
  const later = study.times.slice(1);
  yield judged(free, 'points', study, later.join(', '));
  // Of closures the last is the best; on the way nothing is asked of what goes beyond them.
  const best = paths[paths.length - (study.further === undefined ? 1 : 2)];
  yield judged(best, 'particles', study, later.join(', '));
  yield {
    kind: 'table',
    table: {
      id: 'energies-of-the-particles',
      title: 'Which free energy the particles follow',
      caption:
        `How far ΔE(t) of every equation is from that of the particles of ${study.name}, its functional of their histograms by the jackknife, in standard errors over ` +
        `${realisations.length} realisations. Those of different times hang together, being of the same realisations. Together: √F of Hotelling’s test, ` +
        'near 1 for the right equation, and how probable so large a distance then is.',
      columns: ['', ...later.map((t) => `t = ${t}`), 'together', 'probability'],
      rows: [...paths.map(row), row({ ...free, label: `points: ${ideal.label}` })],
    },
  };
}
