import { type Density, grid, restrict, type VerifyContext } from '../../../src/index.ts';
import type { Part } from '../../common/parts.ts';
import { boltzmann } from '../common/particles/boltzmann.ts';
import { particleEvidence } from '../common/particles/evidence.ts';
import { type ParticleStudy, quickly, type Section, softSampler } from '../common/particles/study.ts';
import { cut, cutGrid } from './figures.ts';
import { withTail } from './overDistances.ts';
import { initialDensity, model, SIDE, TIMES, volcano } from './setting.ts';
import { tailEvidence } from './tail.ts';

/** Cells of histograms per axis: the grids of the equations are finer, and their cells are averaged over these. */
const BINS = [20, 20];
/** Of the equations, with which particles are thrown, too. */
const CELLS = { quick: [40, 40], full: [200, 200] } as const;

function counted(density: Density): Density {
  return restrict(density, grid([SIDE, SIDE], BINS));
}

/** Along x = 0: a strip of two cells of the histogram. */
function section(density: Density): Section {
  const coarse = counted(density);
  return { x: cutGrid(coarse.grid).centres(0), y: cut(coarse) };
}

function study({ parameters, full }: VerifyContext): ParticleStudy {
  const size = quickly(parameters, full);
  const initial = initialDensity(full ? CELLS.full : CELLS.quick);
  return {
    ...{ name: 'Example 4.4', figure: 'Figure 4', axis: 1, initial },
    model: model(size, initial),
    atRest: model(parameters, boltzmann(initial.grid, volcano)),
    times: [0, ...TIMES],
    shown: [TIMES[0], TIMES[TIMES.length - 1]],
    histogram: grid([SIDE, SIDE], BINS),
    counted,
    section,
    sectionCells: 2,
    realisations: { moving: full ? 200 : 10, atRest: full ? 200 : 4 },
    further: withTail,
    sampler: softSampler(size),
  };
}

/** Particles beside (4.1), on the way and at rest. */
export const particlesEvidence: Part['run'] = particleEvidence(study, tailEvidence);
