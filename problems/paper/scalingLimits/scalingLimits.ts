import {
  check,
  type Evidence,
  gradientFlow,
  type Problem,
  problem,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import { inParts } from '../../common/parts.ts';
import { atRest, type Comparison, onTheWay, UNTIL } from './regimes.ts';
import {
  type LimitName,
  limitEnergy,
  limitFor,
  limitLabels,
  limitNames,
  modelOf,
  type Regime,
} from './setting.ts';

const RANGE = 0.1;
/** Below β* = 1/3. */
const MODERATE = 0.25;

/** Particles in all realisations of a regime. */
const THROWN = { quick: 8_000, full: 32_000 } as const;

function regimes(full: boolean): Regime[] {
  const numbers = full ? [8, 32, 128] : [8, 32];
  return [
    ...[0, MODERATE].flatMap((beta) => numbers.map((particles) => ({ beta, particles, range: RANGE }))),
    ...[RANGE, RANGE / 2].map((range) => ({ beta: 1, particles: 32, range })),
  ];
}

/** How far the limit that belongs to a regime may be from it: four standard errors, and what its expansion leaves out. */
function allowance({ regime, sampled, predicted, crowding }: Comparison): number {
  const noise = 4 * sampled.standardError;
  switch (limitFor(regime)) {
    case 'meanField':
      return noise;
    case 'moderate':
      // Pairs of strength N^{β−1} exclude ∫u₁ as N → ∞ only, and α_u N^{…} until then.
      return noise + Math.abs(predicted.moderate - predicted.secondVirial);
    default:
      return noise + crowding * Math.abs(predicted.ideal - predicted.secondVirial);
  }
}

function text({ beta, particles, range }: Regime): string {
  return `β = ${beta}, N = ${particles}, a = ${range}`;
}

function offset({ sampled, predicted }: Comparison, name: LimitName): number {
  return (predicted[name] - sampled.value) / sampled.standardError;
}

function limitCheck(c: Comparison, when: string): Evidence {
  const limit = limitFor(c.regime);
  return {
    kind: 'check',
    check: check({
      name: `${text(c.regime)}, ${when}: ⟨cos 2πx⟩ of particles, by ${limitLabels[limit]}`,
      measured: c.sampled.value,
      expected: c.predicted[limit],
      tolerance: allowance(c),
      source: 'Remark 3.1; 4 standard errors, and the next order in N or ε where there is one',
    }),
  };
}

function table(all: readonly Comparison[], id: string, title: string, caption: string): Table {
  const row = (c: Comparison, name: LimitName): string => {
    const off = offset(c, name);
    if (Number.isNaN(off)) return '–';
    return `${c.predicted[name].toFixed(4)} (${off < 0 ? '−' : '+'}${Math.abs(off).toFixed(1)} σ)`;
  };
  return {
    id,
    title,
    caption: `${caption} Predictions with their distance in standard errors. Remark 3.1 assigns (2.3) to β = 0, ∫u₁ to β < 1/3 as N → ∞; α_u is that of strong and short-ranged pairs.`,
    columns: ['β', 'N', 'a', 'particles', ...limitNames.map((name) => limitLabels[name])],
    rows: all.map((c) => [
      c.regime.beta,
      c.regime.particles,
      c.regime.range,
      `${c.sampled.value.toFixed(4)} ± ${c.sampled.standardError.toFixed(4)}`,
      ...limitNames.map((name) => row(c, name)),
    ]),
  };
}

function* restEvidence(context: VerifyContext): Generator<Evidence> {
  const { full, progress } = context;
  const thrown = full ? THROWN.full : THROWN.quick;
  const all = regimes(full).map((regime, k, { length }) => {
    progress(`at rest, ${text(regime)}`, k / length);
    return atRest(regime, Math.ceil(thrown / regime.particles), context);
  });
  for (const c of all) yield limitCheck(c, 'at rest');
  for (const c of all.filter(({ regime }) => regime.beta === 1))
    yield {
      kind: 'check',
      check: check({
        name: `${text(c.regime)}, at rest: how far ∫u₁ is off, in standard errors`,
        measured: Math.abs(offset(c, 'moderate')),
        expected: 5,
        relation: 'atLeast',
        source: 'Remark 3.1: strong pairs exclude α_u, not ∫u₁',
      }),
    };
  yield {
    kind: 'table',
    table: table(
      all,
      'at-rest',
      'Equilibrium in the regimes of Remark 3.1',
      '⟨cos 2πx⟩ by Metropolis sampling, and of the steady states of four equations.',
    ),
  };
}

function* flowEvidence(context: VerifyContext): Generator<Evidence> {
  const { full, progress } = context;
  const all = [0, MODERATE, ...(full ? [1] : [])].map((beta, k, { length }) => {
    const regime = { beta, particles: beta === 1 ? 16 : 32, range: RANGE };
    progress(`on the way, ${text(regime)}`, k / length);
    return onTheWay(regime, full ? 200 : 40, context);
  });
  for (const c of all) yield limitCheck(c, `t = ${UNTIL}`);
  yield {
    kind: 'table',
    table: table(
      all,
      'on-the-way',
      'Flows in the regimes of Remark 3.1',
      `⟨cos 2πx⟩ at t = ${UNTIL} from the uniform law, by capped Euler–Maruyama steps, and of four equations by finite volumes.`,
    ),
  };
}

/** Remark 3.1 of the paper: one family of potentials between the mean field and short range. @see {@link problems} */
export const scalingLimits: Problem = problem({
  name: 'paper/3.1',
  title: 'Remark 3.1: scaling limits',
  source:
    'Bruna–Burger–Carrillo, Coarse graining of a Fokker–Planck equation with excluded volume effects, Remark 3.1',
  summary:
    'N particles on a circle in V = −cos 2πx with u = N^{β−1} u₁(N^β x), u₁ = 4 e^{−(x/a)²}, (3.33): long-ranged and weak for β = 0, where the mean field (2.3) ' +
    'holds; moderate for β < 1/3, where a local equation with ∫u₁ does in the limit; strong and short-ranged for β = 1, where (1.7) does with α_u, if α_u N ε is small. ' +
    'The flow is that of the equation that belongs to β.',
  parameters: {
    beta: { default: 0, description: 'β between mean field, 0, and short range, 1', range: [0, 1] },
    particles: { default: 32, description: 'number N of particles', range: [1, 1e5] },
    range: { default: RANGE, description: 'range a of u₁', range: [1e-3, 0.5] },
  },
  defaults: { cells: [128], timeStep: 1e-3, until: UNTIL, saveAt: [0, UNTIL] },
  flow: ({ beta, particles, range }, [cells]) => {
    const regime = { beta, particles, range };
    const model = modelOf(regime, 'uniform', cells);
    return gradientFlow({
      energy: limitEnergy(limitFor(regime), regime, model),
      initial: model.initial,
    });
  },
  model: ({ beta, particles, range }) => modelOf({ beta, particles, range }, 'uniform', 128),
  verify: inParts([
    { run: restEvidence, share: 0.6 },
    { run: flowEvidence, share: 0.4 },
  ]),
});
