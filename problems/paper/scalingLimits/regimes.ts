import {
  type Ensemble,
  type Estimate,
  ensemble,
  finiteVolume,
  freeEnergyEstimate,
} from '../../../solvers/index.ts';
import {
  type Density,
  gradientFlow,
  type ParticleModel,
  solve,
  steadyState,
  type VerifyContext,
} from '../../../src/index.ts';
import { type LimitName, limitEnergy, limitNames, modelOf, observed, type Regime } from './setting.ts';

/** u₁ is below 5e-4 from here on, in units of its range. */
const CUTOFF = 3;
/** √(2Δt) of a sub-step is 0.21 ε. */
const SUBSTEP = 0.3;
/** When flows are looked at: mode 1 has lost nine tenths. */
export const UNTIL = 0.05;

/** ⟨cos 2πx⟩ of particles and of every macroscopic equation. */
export interface Comparison {
  readonly regime: Regime;
  readonly sampled: Estimate;
  /** NaN where the grid does not resolve the equation. */
  readonly predicted: Readonly<Record<LimitName, number>>;
  /** α_u (N − 1) ε max p: how large the next order of (1.7) is, relative to what it has. */
  readonly crowding: number;
}

function compared(
  regime: Regime,
  model: ParticleModel,
  sample: Ensemble,
  densityOf: (name: LimitName) => Density,
): Comparison {
  const densities = limitNames.map((name) => [name, densityOf(name)] as const);
  const [{ spacing }] = model.initial.grid.axes;
  // A kernel narrower than a cell is none on the grid.
  const resolved = (name: LimitName): boolean => name !== 'meanField' || model.epsilon >= spacing;
  const entries = densities.map(([name, p]) => [
    name,
    resolved(name) ? observed.on(p.grid).value(p.values) : Number.NaN,
  ]);
  const densest = Math.max(
    ...densities.flatMap(([name, p]) => (name === 'secondVirial' ? [...p.values] : [])),
  );
  return {
    regime,
    sampled: freeEnergyEstimate(observed, sample, 0),
    predicted: Object.fromEntries(entries),
    crowding: model.pair.excludedVolume(1) * (model.particles - 1) * model.epsilon * densest,
  };
}

/** Equilibrium: Metropolis samples of e^{−V − U} against steady states. */
export function atRest(
  regime: Regime,
  realisations: number,
  { cells: [cells], seed }: VerifyContext,
): Comparison {
  const model = modelOf(regime, 'equilibrium', cells);
  const sample = ensemble(model, { times: [0], realisations, seed, scheme: 'soft', cutoff: CUTOFF });
  return compared(
    regime,
    model,
    sample,
    (name) => steadyState(limitEnergy(name, regime, model), model.initial.grid).density,
  );
}

/** From the uniform law, which interactions leave alone, for a while in V: capped Euler–Maruyama steps against finite volumes. */
export function onTheWay(
  regime: Regime,
  realisations: number,
  { cells: [cells], seed }: VerifyContext,
): Comparison {
  const model = modelOf(regime, 'uniform', cells);
  const substep = (SUBSTEP * model.epsilon) ** 2 / 4;
  const sample = ensemble(model, {
    ...{ times: [UNTIL], realisations, seed, scheme: 'soft' },
    ...{ cutoff: CUTOFF, substep },
  });
  const solver = finiteVolume({ order: 2, timeStep: UNTIL / 50 });
  return compared(regime, model, sample, (name) => {
    const flow = gradientFlow({ energy: limitEnergy(name, regime, model), initial: model.initial });
    return solve(flow, solver, { until: UNTIL, throwOnFailure: true }).snapshots[0].density;
  });
}
