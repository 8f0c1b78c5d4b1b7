import { type Evidence, hardSphere, type Problem, problem, type VerifyContext } from '../../../src/index.ts';
import { inParts } from '../../common/parts.ts';
import { equilibriumEvidence } from './equilibrium.ts';
import { densityFigures } from './figures.ts';
import { twoHardRods } from './hardRods.ts';
import { jkoEvidence } from './jkoSteps.ts';
import { hardLadder, softLadder } from './ladders.ts';
import { lemmaEvidence } from './lemma.ts';
import { modelErrorEvidence } from './modelError.ts';
import { productEvidence } from './products.ts';
import { pairOf, UNTIL } from './setting.ts';

function* ladderEvidence(context: VerifyContext): Generator<Evidence> {
  const { progress } = context;
  const part = (from: number, share: number): VerifyContext => ({
    ...context,
    progress: (what, fraction) => progress(what, from + share * fraction),
  });
  const hard = hardLadder(part(0, 0.3));
  const soft = softLadder(part(0.3, 0.6));
  yield* modelErrorEvidence([hard, soft]);
  yield* densityFigures([hard, soft]);
  progress('Lemma 1', 0.9);
  yield* lemmaEvidence(hard, soft);
}

/**
 * Section 3 of the paper for two particles on a line: from their joint density to the one-particle density.
 *
 * @see {@link problems}
 */
export const coarseGraining: Problem = problem({
  name: 'paper/3',
  title: 'Section 3: coarse graining of two particles',
  source:
    'Bruna–Burger–Carrillo, Coarse graining of a Fokker–Planck equation with excluded volume effects, section 3',
  summary:
    'The microscopic problem itself, N = 2 and d = 1: the joint density P(x₁, x₂) of two hard rods, (3.34), which a shift maps to a plain square, and ' +
    'of two soft ones, (2.1), by finite volumes and by JKO steps. Its one-particle density against (1.6) and against the linear equation as ε → 0 (Proposition ' +
    '1), Lemma 1 and the inner solution (3.24) along the way, and the product structure (3.5)–(3.9) without interaction. The flow is that of the ' +
    'hard rods, [−½, ½ − ε]² after the shift; Ω has 1/(1 − ε) as many cells as a side of the square.',
  parameters: {
    epsilon: { default: 0.2, description: 'length ε of a rod, a whole number of cells', range: [1e-3, 0.9] },
  },
  defaults: { cells: [80, 80], timeStep: 1e-3, until: UNTIL, saveAt: [0, UNTIL / 2, UNTIL] },
  flow: ({ epsilon }, [cells]) =>
    twoHardRods(pairOf(hardSphere(), epsilon, Math.round(cells / (1 - epsilon)))).flow,
  verify: inParts([
    { run: productEvidence, share: 0.1 },
    { run: equilibriumEvidence, share: 0.05 },
    { run: ladderEvidence, share: 0.6 },
    { run: jkoEvidence, share: 0.25 },
  ]),
});
