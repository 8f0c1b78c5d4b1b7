import { densityEstimate, type Ensemble, freeEnergyEstimate } from '../../../../solvers/index.ts';
import { Density, type Figure, type Series } from '../../../../src/index.ts';
import type { Prediction } from './predictions.ts';
import type { ParticleStudy, Samples } from './study.ts';

/** The histogram of a frame with standard errors, along the section of a study. */
function histogramSeries(
  study: ParticleStudy,
  sample: Ensemble,
  k: number,
): Pick<Series, 'x' | 'y' | 'error' | 'style'> {
  const { density, standardError } = densityEstimate(sample, k);
  const squares = new Density(
    density.grid,
    standardError.map((s) => s * s),
  );
  const { x, y } = study.section(density);
  const error = study.section(squares).y.map((s) => Math.sqrt(s / study.sectionCells));
  return { x, y, error, style: 'dots' };
}

function axes({ axis, histogram: { axes: sides } }: ParticleStudy): Pick<Figure, 'x' | 'y'> {
  const { lower, upper } = sides[axis];
  return { x: { label: axis === 0 ? 'x' : 'y', domain: [lower, upper] }, y: { label: 'p' } };
}

/** Histograms at the times shown, over the densities of an equation. */
export function movingFigure(
  study: ParticleStudy,
  sample: Ensemble,
  { label: equation, densities }: Prediction,
  id: string,
  who: string,
): Figure {
  const series = study.shown.flatMap((t): Series[] => {
    const k = study.times.indexOf(t);
    const group = `t = ${t}`;
    return [
      { label: group, ...study.section(densities[k]), style: 'line', group },
      { label: `${group}, particles`, ...histogramSeries(study, sample, k), group },
    ];
  });
  const { particles, epsilon } = study.model;
  return {
    id,
    title: `${who} (${study.figure} of the paper)`,
    caption: `Histograms of ${sample.realisations.length} realisations with standard errors, N = ${particles}, ε = ${epsilon}, over densities of the equation: ${equation}.`,
    ...axes(study),
    series,
  };
}

/** The histogram at rest over the steady states of all equations. */
export function restFigure(study: ParticleStudy, sample: Ensemble, all: readonly Prediction[]): Figure {
  return {
    id: 'particles-at-rest',
    title: `Particles at rest (${study.figure} of the paper)`,
    caption: `Histogram of ${sample.realisations.length} Metropolis samples of ${sample.particles} particles from the equilibrium e^{−V − U} with standard errors, over the steady states of ${all.length} equations.`,
    ...axes(study),
    series: [
      { label: 'particles', ...histogramSeries(study, sample, 0) },
      ...all.map(({ label, rest }) => ({ label, ...study.section(rest) })),
    ],
  };
}

/** ΔE of the histograms, by the jackknife, and of the densities in the same cells; the same functional of those of other equations. */
function energySeries(
  { times, histogram, counted }: ParticleStudy,
  sample: Ensemble,
  { energy, densities, rest }: Prediction,
  label: string,
  others: readonly Prediction[] = [],
): Series[] {
  const discrete = energy.on(histogram);
  const of = (p: Density): number => discrete.value(counted(p).values);
  const least = of(rest);
  const found = times.map((_, k) => freeEnergyEstimate(energy, sample, k));
  return [
    {
      label: `${label}, particles`,
      x: times,
      y: found.map(({ value }) => value - least),
      error: found.map(({ standardError }) => standardError),
      style: 'dots',
      group: label,
    },
    { label, x: times, y: densities.map((p) => of(p) - least), style: 'line', group: label },
    ...others.map(
      (other): Series => ({
        label: `${label}, ${other.label}`,
        x: times,
        y: other.densities.map((p) => of(p) - least),
        style: 'dashed',
        group: label,
      }),
    ),
  ];
}

/** The free energies (1.7) and (1.3) of the histograms, relative to those at rest, and (1.7) of the densities of the best equation. */
export function energyFigure(
  study: ParticleStudy,
  { interacting, points }: Samples,
  all: readonly Prediction[],
): Figure {
  const [ideal, paper] = all;
  return {
    id: 'particles-energy',
    title: `Free energy of the particles’ densities (${study.figure}(d) of the paper)`,
    caption:
      'ΔE(t) of the histograms by the jackknife over realisations, which takes away most of their bias, with standard errors, and of the densities of ' +
      'the equations, averaged over the same cells at the same times; dashed, (1.7) of the densities of a closure that goes further.',
    x: { label: 't' },
    y: { label: 'ΔE', scale: 'log' },
    series: [
      ...energySeries(study, interacting, paper, 'with interactions', all.slice(-1)),
      ...energySeries(study, points, ideal, 'without'),
    ],
  };
}
