import { type Problem, type ProblemDefinition, problem } from '../../src/index.ts';
import { inParts } from '../common/parts.ts';
import { collapseEvidence, secondMomentEvidence, selfSimilarEvidence } from './kellerSegelEvidence.ts';
import { kellerSegelFlow } from './kellerSegelFlow.ts';

const common = {
  parameters: {
    strength: {
      default: 0.5,
      description: 's = χ/2d, 1 being critical; the verification takes ½, 1 and 3/2',
      range: [0, 2] as const,
    },
  },
  flow: ({ strength }, cells) => kellerSegelFlow(strength, cells),
} satisfies Partial<ProblemDefinition>;

/**
 * Diffusion against logarithmic attraction on a line: see {@link kellerSegelFlow}. The logarithm is averaged over cells, not cut off:
 * see `logarithmicKernel`.
 *
 * Source: Calvez–Carrillo 2012, Refined asymptotics for the subcritical Keller–Segel system and related functional inequalities.
 *
 * @see {@link problems}
 */
export const kellerSegelLine: Problem = problem({
  ...common,
  name: 'classic/keller-segel-1d',
  title: 'Diffusion against logarithmic attraction on a line',
  source: 'Calvez–Carrillo 2012',
  summary:
    'The flow of ∫p log p + ½∬ 2s log|x − y| p p from a Gaussian: the second moment is linear in time at a rate 2 (1 − s). Below s = 1 all ' +
    'spreads, towards a self-similar solution; above all collapses, on a grid to a few cells.',
  defaults: { cells: [200], timeStep: 0.0125, until: 0.1, saveAt: [0, 0.05, 0.1] },
  verify: inParts([
    { run: secondMomentEvidence, share: 0.5 },
    { run: collapseEvidence, share: 0.4 },
    { run: selfSimilarEvidence, share: 0.1 },
  ]),
});

/**
 * Keller and Segel's chemotaxis in the plane, mass 8πs: see {@link kellerSegelFlow}.
 *
 * Source: Blanchet–Dolbeault–Perthame 2006, Two-dimensional Keller–Segel model: optimal critical mass and qualitative properties of the solutions.
 *
 * @see {@link problems}
 */
export const kellerSegelPlane: Problem = problem({
  ...common,
  name: 'classic/keller-segel-2d',
  title: 'Chemotaxis in the plane, with its critical mass 8π',
  source: 'Blanchet–Dolbeault–Perthame 2006',
  summary:
    'The flow of ∫p log p + ½∬ 4s log|x − y| p p of mass 1 from a Gaussian, which is Keller and Segel’s of mass 8πs. The second moment is linear ' +
    'in time at a rate 4 (1 − s): below s = 1 all spreads, above all collapses within a finite time.',
  defaults: { cells: [40, 40], timeStep: 0.0125, until: 0.1, saveAt: [0, 0.05, 0.1] },
  verify: secondMomentEvidence,
});
