import { type Evidence, grid, restrict, type VerifyContext } from '../../../src/index.ts';
import { particleEvidence } from '../common/particles/evidence.ts';
import { alongLine, boltzmann, overSquare, squareOver } from '../common/particles/square.ts';
import { type ParticleStudy, quickly } from '../common/particles/study.ts';
import { BOX, initialDensity, model, TIMES, wellAt } from './setting.ts';

/** Cells of histograms along x. */
const BINS = 40;
/** Cells of the equations, with which particles are thrown, too. */
const CELLS = [200];

function study({ parameters, full }: VerifyContext): ParticleStudy {
  const size = {
    ...parameters,
    ...quickly({ particles: parameters.particles, epsilon: parameters.epsilon }, full),
  };
  const bins = grid([BOX], [BINS]);
  const line = initialDensity(CELLS);
  return {
    ...{ name: 'Example 4.3', figure: 'Figure 3', axis: 0, initial: line },
    model: model(size, line),
    atRest: model(parameters, boltzmann(line.grid, wellAt(parameters))),
    times: [0, 0.005, 0.01, ...TIMES],
    shown: TIMES,
    histogram: squareOver(bins),
    counted: (p) => overSquare(restrict(p, bins)),
    section: alongLine,
    sectionCells: 1,
    realisations: { moving: full ? 200 : 10, atRest: full ? 200 : 6 },
    // The paper's sub-step, (0.3 ε)²/4; its particles begin independently of one another.
    sampler: { substep: (0.3 * size.epsilon) ** 2 / 4, sweeps: 0 },
  };
}

/** Particles beside (4.1), on the way and at rest. */
export function* particlesEvidence(context: VerifyContext): Generator<Evidence> {
  const { particles, epsilon } = context.parameters;
  if (particles > 1 && epsilon > 0) yield* particleEvidence(study(context), context);
}
