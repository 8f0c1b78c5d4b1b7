import { grid, restrict, type VerifyContext } from '../../../../src/index.ts';
import { type ParticleStudy, quickly } from '../particles/study.ts';
import { BOX, type LineSetting, modelOf, restingOf } from './lineSetting.ts';

/** Cells of histograms. */
const BINS = [40];
/** Cells of the equations. */
const CELLS = [200];

/** What particles of an example on a line have of their own. */
export interface LineParticles extends Pick<ParticleStudy, 'realisations' | 'sampler'> {
  /** Times before those of the figure. */
  readonly early: readonly number[];
}

/** The particles of an example on a line, in the plane and counted along x. */
export function lineStudy(
  setting: LineSetting,
  { early, ...own }: LineParticles,
  { parameters, full }: VerifyContext,
): ParticleStudy {
  const { name, figure, times } = setting;
  const histogram = grid([BOX], BINS);
  return {
    ...{ name, figure, axis: 0, initial: setting.initial(CELLS) },
    model: modelOf(setting, quickly(parameters, full)),
    atRest: restingOf(setting, parameters),
    times: [0, ...early, ...times],
    shown: times,
    histogram,
    counted: (p) => restrict(p, histogram),
    section: ({ grid: on, values }) => ({ x: on.centres(0), y: values }),
    sectionCells: 1,
    ...own,
  };
}
