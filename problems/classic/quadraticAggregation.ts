import { finiteVolume, jko } from '../../solvers/index.ts';
import {
  type Density,
  density,
  type Energy,
  type Evidence,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  interaction,
  type Problem,
  problem,
  type Solver,
  scale,
  solve,
  type VerifyContext,
  wassersteinDistance,
} from '../../src/index.ts';
import { claim } from '../common/claim.ts';
import { moments } from '../common/moments.ts';

const SOURCE = 'Carrillo–McCann–Villani 2006';
const UNTIL = 1;

/** Two starts about one centre: one bump, and two. */
const STARTS = {
  bump: (x: number) => (Math.abs(x - 0.2) < 1 ? Math.cos(0.5 * Math.PI * (x - 0.2)) ** 2 : 0),
  bumps: (x: number) => (Math.abs(x - 0.2) < 1 ? Math.sin(Math.PI * (x - 0.2)) ** 2 : 0),
};

function flowOf(diffusion: number, cells: readonly number[], start: (x: number) => number): GradientFlow {
  const attraction = interaction((x) => 0.5 * x * x, { convexity: 1 });
  const energy: Energy = diffusion === 0 ? attraction : scale(diffusion, entropy()).plus(attraction);
  return gradientFlow({ energy, initial: density(grid([[-2, 2]], cells), start, { mass: 1 }) });
}

function endOf(flow: GradientFlow, solver: Solver): Density {
  const { snapshots } = solve(flow, solver, { until: UNTIL, throwOnFailure: true });
  return snapshots[snapshots.length - 1].density;
}

/** Centre and variance at the end: the first does not move, the second obeys a linear law, to what a grid sees of widths. */
function* momentEvidence(flow: GradientFlow, solver: Solver, diffusion: number): Generator<Evidence> {
  const end = endOf(flow, solver);
  const [before, after] = [moments(flow.initial), moments(end)];
  const { spacing: h } = flow.grid.axes[0];
  const who = `${solver.name}/${solver.method}, D = ${diffusion}`;
  yield claim({
    name: `${who}: how far the centre of mass moves`,
    measured: Math.abs(after.centre[0] - before.centre[0]),
    expected: 1e-8,
    relation: 'atMost',
    source: `${SOURCE}: W is even; the tolerance of the steps`,
  });
  yield claim({
    name: `${who}: variance at t = ${UNTIL}`,
    measured: after.variance,
    expected: diffusion + (before.variance - diffusion) * Math.exp(-2 * UNTIL),
    tolerance: h * h,
    source: `${SOURCE}: D + (v₀ − D) e^{−2t}, to a cell squared`,
  });
}

/** The distance of two solutions of one centre: without diffusion e^{−t} of what it was, at most that with it. */
function* contractionEvidence(
  diffusion: number,
  cells: readonly number[],
  solver: Solver,
): Generator<Evidence> {
  const flows = [STARTS.bump, STARTS.bumps].map((start) => flowOf(diffusion, cells, start));
  const distance = ([p, q]: readonly Density[]): number => wassersteinDistance(p, q);
  const before = distance(flows.map(({ initial }) => initial));
  yield claim({
    name: `${solver.name}/${solver.method}, D = ${diffusion}: W₂ of two solutions at t = ${UNTIL}, over that at 0`,
    measured: distance(flows.map((flow) => endOf(flow, solver))) / before,
    expected: Math.exp(-UNTIL),
    tolerance: (flows[0].grid.axes[0].spacing / before) ** 2,
    relation: diffusion === 0 ? 'equal' : 'atMost',
    source: `${SOURCE}: contraction e^{−t} at one centre, to a cell squared`,
  });
}

function* evidence({ parameters: { diffusion }, cells, progress }: VerifyContext): Generator<Evidence> {
  const explicit = finiteVolume({ method: 'explicit', timeStep: UNTIL / 20 });
  progress('explicit, without diffusion', 0);
  yield* momentEvidence(flowOf(0, cells, STARTS.bump), explicit, 0);
  yield* contractionEvidence(0, cells, explicit);
  if (diffusion === 0) return;
  const flow = flowOf(diffusion, cells, STARTS.bump);
  const timeStep = UNTIL / 20;
  for (const [k, solver] of [jko({ timeStep, order: 2 }), finiteVolume({ timeStep, order: 2 })].entries()) {
    progress(`${solver.name} with diffusion`, (k + 1) / 4);
    yield* momentEvidence(flow, solver, diffusion);
  }
  progress('contraction', 3 / 4);
  yield* contractionEvidence(diffusion, cells, finiteVolume({ timeStep, order: 2 }));
}

/**
 * Particles that are drawn to one another by springs, W = x²/2, with or without diffusion,
 *
 *     ∂p/∂t = D ∂²p + ∂((x − c) p),   c the centre of mass, which stays,
 *
 * from any density: its variance obeys v′ = 2 (D − v), and W₂ of two solutions of one centre is e^{−t} of what it was for D = 0 – both
 * shrink to c like a picture –, and at most that for D > 0.
 *
 * Solvers of JKO steps and the implicit scheme ask for an internal energy: D = 0 is for the explicit one.
 *
 * Source: Carrillo–McCann–Villani 2006, Contractions in the 2-Wasserstein length space and thermalization of granular media.
 *
 * @see {@link problems}
 */
export const quadraticAggregation: Problem = problem({
  name: 'classic/quadratic-aggregation',
  title: 'Quadratic aggregation',
  source: SOURCE,
  summary:
    'The flow of D ∫p log p + ½∬ (x − y)²/2 p p from a bump off the middle. The centre of mass stays, the variance goes to D like e^{−2t}, and ' +
    'the distance of two solutions falls like e^{−t}; without diffusion, D = 0, all is drawn to a point.',
  parameters: {
    diffusion: {
      default: 0.05,
      description: 'D of D ∫p log p; 0 for none, and then by explicit finite volumes',
      range: [0, 0.2],
    },
  },
  defaults: { cells: [200], timeStep: 0.02, until: UNTIL, saveAt: [0, 0.5, UNTIL] },
  flow: ({ diffusion }, cells) => flowOf(diffusion, cells, STARTS.bump),
  verify: evidence,
});
