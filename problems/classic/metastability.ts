import { finiteVolume, jko, spectrum } from '../../solvers/index.ts';
import {
  decayRate,
  density,
  type Evidence,
  entropy,
  type GradientFlow,
  gradientFlow,
  grid,
  type LocalEnergy,
  lineFit,
  type Problem,
  potential,
  problem,
  type Solver,
  solve,
  steadyState,
  type VerifyContext,
} from '../../src/index.ts';
import { claim } from '../common/claim.ts';

const SOURCE = 'Kramers 1940';
/** Heights of the barrier at which the lowest eigenvalue is compared with the law. */
const HEIGHTS = [5, 7, 9];

/** ∫p log p + ∫H (x² − 1)² p from the Gibbs state of the left well. */
function flowAt(height: number, cells: readonly number[]): GradientFlow<LocalEnergy> {
  const V = (x: number): number => height * (x * x - 1) ** 2;
  const line = grid([[-2, 2]], cells);
  return gradientFlow({
    name: 'double well',
    energy: entropy().plus(potential(V, { convexity: -4 * height })),
    initial: density(line, (x) => (x < 0 ? Math.exp(-V(x)) : 0), { mass: 1 }),
  });
}

function lowest(flow: GradientFlow<LocalEnergy>): number {
  const rest = steadyState(flow.energy, flow.grid, flow.initial.mass);
  return spectrum(flow, rest.density, { count: 1 }).eigenvalues[0];
}

/**
 * Twice the rate of Eyring and Kramers, √(V″(1) |V″(0)|)/π e^{−H} with V″(1) = 8H and V″(0) = −4H, with the first term of Laplace's method
 * beyond it: ∫e^V at the barrier and ∫e^{−V} in a well are each 3/(16H) larger than their Gaussians.
 */
function kramersEigenvalue(height: number): number {
  return ((Math.sqrt(32) * height) / Math.PI) * Math.exp(-height) * (1 - 3 / (8 * height));
}

/** The lowest eigenvalues at several heights against the law. */
function* spectrumEvidence(cells: readonly number[]): Generator<Evidence> {
  const found = HEIGHTS.map((H) => lowest(flowAt(H, cells)));
  for (const [k, H] of HEIGHTS.entries())
    yield claim({
      name: `λ₁ over Eyring and Kramers’ law at a barrier of H = ${H}`,
      measured: found[k] / kramersEigenvalue(H),
      expected: 1,
      tolerance: 1 / H ** 2,
      source: `${SOURCE}; Laplace’s method, to a term 1/H²`,
    });
  const logs = found.map((lambda, k) =>
    Math.log((lambda * Math.exp(-HEIGHTS[k])) / kramersEigenvalue(HEIGHTS[k])),
  );
  yield claim({
    name: 'exponent of the law: slope of −log λ₁ over H, less its prefactor',
    measured: -lineFit(HEIGHTS, logs).slope,
    expected: 1,
    tolerance: 1 / HEIGHTS[0] ** 2,
    source: `${SOURCE}: λ₁ ~ e^{−H}`,
  });
  yield {
    kind: 'table',
    table: {
      id: 'eigenvalues',
      title: 'The lowest eigenvalue',
      caption: 'By `spectrum`, and by the law of Eyring and Kramers with its first correction 1 − 3/(8H).',
      columns: ['H', 'λ₁', 'law'],
      rows: HEIGHTS.map((H, k) => [H, found[k], kramersEigenvalue(H)]),
    },
  };
}

/** The rate at which the masses of the wells even out, over the second half of a run. */
function evening(flow: GradientFlow<LocalEnergy>, solver: Solver, until: number): number {
  const saveAt = [0.5, 0.75, 1].map((part) => part * until);
  const { snapshots } = solve(flow, solver, { until, saveAt, throwOnFailure: true });
  const half = flow.grid.size / 2;
  const excess = snapshots.map(({ density: { values, grid } }) => {
    const left = values.reduce((s, p, i) => (i < half ? s + p * grid.cellVolume : s), 0);
    return 2 * left - 1;
  });
  return decayRate(saveAt, excess, [saveAt[0], until]).rate;
}

function* evidence({ parameters: { height }, cells, progress }: VerifyContext): Generator<Evidence> {
  progress('eigenvalues', 0);
  yield* spectrumEvidence(cells);
  const flow = flowAt(height, cells);
  const rate = lowest(flow);
  const slow = 1 / rate;
  progress('escape by finite volumes', 1 / 3);
  yield claim({
    name: `finite volumes of order 2: rate at which the wells even out, over λ₁, at H = ${height}`,
    measured: evening(flow, finiteVolume({ timeStep: slow / 40, order: 2 }), slow) / rate,
    expected: 1,
    tolerance: 1e-3,
    source: 'the lowest mode alone is left; (λ₁τ)² = 6e-4',
  });
  progress('escape by JKO steps', 2 / 3);
  yield claim({
    name: 'JKO steps of order 2 with Hτ = 0.1: the same',
    measured: evening(flow, jko({ timeStep: 0.1 / height, order: 2 }), 1) / rate,
    expected: 1,
    tolerance: 0.01,
    source: 'the lowest mode alone is left; (Hτ)² = 0.01',
  });
  yield {
    kind: 'note',
    note:
      'JKO steps have to resolve the crossing of the barrier, which takes 1/(4H), not the escape, which takes 1/λ₁: far from rest a long step ' +
      'carries mass over the barrier that the flow would not.',
  };
}

/**
 * Fokker–Planck in a symmetric double well, V = H (x² − 1)², from the left well: metastable. The wells even out at the lowest eigenvalue, twice the rate of escape
 * from one of them,
 *
 *     λ₁ = √(V″(1) |V″(0)|)/π e^{−H} (1 − 3/(8H) + O(H⁻²)) = (√32 H/π) e^{−H} (…).
 *
 * Source: Eyring 1935, The activated complex in chemical reactions; Kramers 1940, Brownian motion in a field of force and the diffusion model of
 * chemical reactions. The correction is Laplace's method, derived here.
 *
 * @see {@link problems}
 */
export const metastability: Problem = problem({
  name: 'classic/metastability',
  title: 'Escape over a barrier',
  source: SOURCE,
  summary:
    'The flow of ∫p log p + ∫H (x² − 1)² p from the Gibbs state of the left well: its mass leaks into the right one at a rate that falls like ' +
    'e^{−H}. The lowest eigenvalue is compared with the law of Eyring and Kramers, and the measured rate with that eigenvalue.',
  parameters: { height: { default: 5, description: 'H, the height of the barrier', range: [2, 9] } },
  defaults: { cells: [320], timeStep: 0.5, until: 20, saveAt: [0, 5, 10, 20] },
  flow: ({ height }, cells) => flowAt(height, cells),
  verify: evidence,
});
