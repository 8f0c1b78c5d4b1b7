import { type Estimate, momentEstimates } from '../../../solvers/index.ts';
import {
  coarseGrain,
  type Energy,
  type Evidence,
  type Grid,
  type ParameterValues,
  steadyState,
  type VerifyContext,
} from '../../../src/index.ts';
import { claim } from '../../common/claim.ts';
import { equationLabels } from '../common/equationLabels.ts';
import { fixed, inErrors, withError } from '../common/particles/estimateText.ts';
import { momentsOf } from '../common/particles/predictions.ts';
import type { Samples } from '../common/particles/study.ts';
import { overDistances } from './overDistances.ts';
import { initialDensity, model } from './setting.ts';

const CELLS = { quick: 100, full: 200 } as const;
const LIMIT = 4;

/** Free energies at rest: the closures, and the same with the second virial term over its distances. */
function energies(
  parameters: ParameterValues,
  grid: Grid,
): { readonly label: string; readonly energy: Energy }[] {
  const one = model(parameters);
  const local = (['secondVirial', 'thirdVirial', 'hypernettedChain'] as const).map((closure) => ({
    label: equationLabels[closure],
    energy: coarseGrain(one, { closure }),
  }));
  const tail = overDistances(one, grid);
  return [
    ...local,
    ...local.map(({ label, energy }) => ({
      label: `${label}, tail over distances`,
      energy: energy.plus(tail),
    })),
  ];
}

/** What local closures leave out at rest: r⁻⁴ reaches from one side of the crater to the other. */
export function* tailEvidence({ atRest }: Samples, { parameters, full }: VerifyContext): Generator<Evidence> {
  const cells = full ? CELLS.full : CELLS.quick;
  const { grid, mass } = initialDensity([cells, cells]);
  const sample: Estimate = momentEstimates(atRest, 0).meanSquare[1];
  const found = energies(parameters, grid).map(({ label, energy }) => ({
    label,
    value: momentsOf(steadyState(energy, grid, mass).density, 1).meanSquare,
  }));
  const best = found[found.length - 1];
  yield claim({
    name: `⟨y²⟩ at rest of particles, by ${best.label}, on ${cells}² cells`,
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
