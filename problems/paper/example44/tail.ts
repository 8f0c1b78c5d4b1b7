import { type Estimate, momentEstimates } from '../../../solvers/index.ts';
import {
  coarseGrain,
  type Energy,
  type Evidence,
  interaction,
  nonInteracting,
  type ParameterValues,
  power,
  steadyState,
  type VerifyContext,
} from '../../../src/index.ts';
import { claim } from '../../common/claim.ts';
import { equationLabels } from '../common/equationLabels.ts';
import { fixed, inErrors, withError } from '../common/particles/estimateText.ts';
import { momentsOf } from '../common/particles/predictions.ts';
import type { Samples } from '../common/particles/study.ts';
import { initialDensity, model } from './setting.ts';

/** Cells per axis: one range or half a range wide, so that sums over cells know the kernel. */
const CELLS = { quick: 100, full: 200 } as const;
const LIMIT = 4;

/** Free energies at rest: the closures, and the same with the second virial term over its distances, ½ (N − 1) ∬ (1 − e^{−u}) p p. */
function energies(parameters: ParameterValues): { readonly label: string; readonly energy: Energy }[] {
  const { particles, epsilon } = parameters;
  const one = model(parameters);
  const { u } = one.pair;
  const kernel = (x: number, y: number): number => {
    const r = Math.hypot(x, y) / epsilon;
    return -(particles - 1) * (r > 0 ? Math.expm1(-u(r)) : -1);
  };
  const overDistances = nonInteracting(one).plus(interaction(kernel));
  // power(3) is ∫ p³/2 dx.
  const third = power(3).scale(one.pair.thirdVirial(2) * ((particles - 1) * epsilon ** 2) ** 2);
  const [second, next] = [equationLabels.secondVirial, equationLabels.thirdVirial];
  return [
    { label: second, energy: coarseGrain(one) },
    { label: next, energy: coarseGrain(one, { closure: 'thirdVirial' }) },
    { label: `${second}, over distances`, energy: overDistances },
    { label: `${next}, the second over distances`, energy: overDistances.plus(third) },
  ];
}

/** What local closures leave out at rest: r⁻⁴ reaches from one side of the crater to the other. */
export function* tailEvidence({ atRest }: Samples, { parameters, full }: VerifyContext): Generator<Evidence> {
  const cells = full ? CELLS.full : CELLS.quick;
  const { grid, mass } = initialDensity([cells, cells]);
  const sample: Estimate = momentEstimates(atRest, 0).meanSquare[1];
  const found = energies(parameters).map(({ label, energy }) => ({
    label,
    value: momentsOf(steadyState(energy, grid, mass).density, 1).meanSquare,
  }));
  const best = found[found.length - 1];
  yield claim({
    name: `⟨y²⟩ at rest of particles, by ${best.label}`,
    measured: sample.value,
    expected: best.value,
    tolerance: LIMIT * sample.standardError,
    source: `Example 4.4; Mayer–Mayer 1940; ${LIMIT} standard errors`,
  });
  yield {
    kind: 'table',
    table: {
      id: 'tail',
      title: 'What is not local',
      caption:
        `⟨y²⟩ at rest, ${withError(sample)} by ${atRest.realisations.length} Metropolis samples. Closures take a fluid to be uniform as far as its particles see; ` +
        'u = (ε/r)⁴ falls off so slowly that ∫ r² (1 − e^{−u}) dx diverges, and the crater is seen from its rim. Over distances: ½ (N − 1) ∬ (1 − e^{−u(|x − y|/ε)}) p(x) p(y) for ½ α_u (N − 1) ε² ∫ p².',
      columns: ['free energy', '⟨y²⟩', 'from the particles'],
      rows: found.map(({ label, value }) => [label, fixed(value), inErrors(value, sample)]),
    },
  };
}
