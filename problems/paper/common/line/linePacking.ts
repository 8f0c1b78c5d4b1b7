import { type Estimate, ensemble, momentEstimates } from '../../../../solvers/index.ts';
import {
  type Evidence,
  type Figure,
  grid,
  steadyState,
  type Table,
  type VerifyContext,
} from '../../../../src/index.ts';
import { claim } from '../../../common/claim.ts';
import type { Part } from '../../../common/parts.ts';
import { equationsOf } from '../particles/equations.ts';
import { fixed, inErrors, withError } from '../particles/estimateText.ts';
import { momentsOf } from '../particles/predictions.ts';
import { BOX, type LineSetting, restingOf } from './lineSetting.ts';

/** Ranges of the particles, in units of that of the example. */
const RANGES = { quick: [0.5, 1, 1.5], full: [0.5, 0.75, 1, 1.25, 1.5] } as const;
const LIMIT = 4;
/** Standard errors by which (1.7) has to be off where particles are densest, if the best closure says that it is off by two more. */
const SEEN = 3;

/** Particles at rest that take up more and more room. */
export interface PackingStudy {
  /** `disks`. */
  readonly who: string;
  readonly realisations: { readonly quick: number; readonly full: number };
  /** Who says what the best closure is. */
  readonly source: string;
}

/** ⟨x²⟩ at rest of particles of one range, and what the equations say. */
interface Packed {
  /** α_u (N − 1) ε². */
  readonly coefficient: number;
  readonly sample: Estimate;
  /** No interaction first, then the paper's, the best last. */
  readonly predicted: readonly { readonly label: string; readonly value: number }[];
}

function packedAt(
  setting: LineSetting,
  { realisations }: PackingStudy,
  range: number,
  { parameters, cells, seed, full }: VerifyContext,
): Packed {
  const epsilon = range * parameters.epsilon;
  const model = restingOf(setting, { ...parameters, epsilon }, cells);
  const line = grid([BOX], cells);
  const options = { times: [0], realisations: full ? realisations.full : realisations.quick, seed };
  return {
    coefficient: model.pair.excludedVolume(2) * (model.particles - 1) * epsilon ** 2,
    sample: momentEstimates(ensemble(model, options), 0).meanSquare[0],
    predicted: equationsOf(model).map(({ label, energy }) => ({
      label,
      value: momentsOf(steadyState(energy, line).density, 0).meanSquare,
    })),
  };
}

/** What an equation of this name says; NaN where it says nothing. */
function saidBy({ predicted }: Packed, name: string): number {
  return predicted.find(({ label }) => label === name)?.value ?? Number.NaN;
}

function table({ who }: PackingStudy, all: readonly Packed[]): Table {
  const [{ predicted: labels }] = all;
  return {
    id: 'packing',
    title: `What ${who} at rest follow, by packing`,
    caption:
      '⟨x²⟩ of Metropolis samples with standard errors, and how far every equation is from them, in standard errors.',
    columns: ['α_u (N − 1) ε²', 'particles', ...labels.map(({ label }) => label)],
    rows: all.map((one) => [
      one.coefficient.toFixed(3),
      withError(one.sample),
      ...labels.map(({ label }) => {
        const value = saidBy(one, label);
        return Number.isNaN(value) ? '–' : `${fixed(value)} (${inErrors(value, one.sample)})`;
      }),
    ]),
  };
}

function figure({ who }: PackingStudy, all: readonly Packed[]): Figure {
  const x = all.map(({ coefficient }) => coefficient);
  const [{ predicted: labels }] = all;
  return {
    id: 'packing',
    title: `Closures against ${who} at rest, by packing`,
    caption:
      '⟨x²⟩ of Metropolis samples of the equilibrium with standard errors, and of the steady states of the equations.',
    x: { label: 'α_u (N − 1) ε²' },
    y: { label: '⟨x²⟩' },
    series: [
      {
        label: 'particles',
        x,
        y: all.map(({ sample }) => sample.value),
        error: all.map(({ sample }) => sample.standardError),
        style: 'dots',
      },
      ...labels.map(({ label }) => ({ label, x, y: all.map((one) => saidBy(one, label)) })),
    ],
  };
}

function* evidenceOf(setting: LineSetting, study: PackingStudy, context: VerifyContext): Generator<Evidence> {
  const { full, progress } = context;
  const ranges = full ? RANGES.full : RANGES.quick;
  const all = ranges.map((range, k) => {
    progress(`${study.who} at rest, ${range} ε`, k / ranges.length);
    return packedAt(setting, study, range, context);
  });
  const { sample, predicted } = all[all.length - 1];
  const [, paper] = predicted;
  const [before, best] = predicted.slice(-2);
  yield claim({
    name: `⟨x²⟩ of the densest ${study.who} at rest, by ${best.label}`,
    measured: sample.value,
    expected: best.value,
    tolerance: LIMIT * sample.standardError + Math.abs(best.value - before.value),
    source: `${study.source}; ${LIMIT} standard errors, and what the best closure adds to the one before`,
  });
  if (Math.abs(best.value - paper.value) >= (SEEN + 2) * sample.standardError)
    yield claim({
      name: `how far ${paper.label}, is off there, in standard errors`,
      measured: Math.abs(sample.value - paper.value) / sample.standardError,
      expected: SEEN,
      relation: 'atLeast',
      source: 'the packing is too dense for an expansion to first order in it',
    });
  yield { kind: 'table', table: table(study, all) };
  yield { kind: 'figure', figure: figure(study, all) };
}

/** Which closure the particles of an example on a line follow as they take up more room. */
export function packingEvidence(setting: LineSetting, study: PackingStudy): Part['run'] {
  return function* ofPacking(context) {
    const { particles, epsilon } = context.parameters;
    if (particles > 1 && epsilon > 0) yield* evidenceOf(setting, study, context);
  };
}
