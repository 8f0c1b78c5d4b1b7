import { type Estimate, ensemble, momentEstimates } from '../../../solvers/index.ts';
import {
  check,
  type Evidence,
  type Figure,
  steadyState,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import { equationsOf } from '../common/particles/equations.ts';
import { inErrors } from '../common/particles/inErrors.ts';
import { momentsOf } from '../common/particles/predictions.ts';
import { boltzmann } from '../common/particles/square.ts';
import { initialDensity, model, wellAt } from './setting.ts';

/** Diameters of the disks, in units of that of the example. */
const DIAMETERS = { quick: [0.5, 1, 1.5], full: [0.5, 0.75, 1, 1.25, 1.5] } as const;
const REALISATIONS = { quick: 16, full: 400 } as const;
const LIMIT = 4;
/** Standard errors by which (1.7) has to be off where disks are densest. */
const SEEN = 3;

/** ⟨x²⟩ at rest of disks of one diameter, and what the equations say. */
interface Packed {
  /** The part of the square that disks take up. */
  readonly fraction: number;
  readonly sample: Estimate;
  /** No interaction first, then the paper's, the best last. */
  readonly predicted: readonly { readonly label: string; readonly value: number }[];
}

function packedAt(diameter: number, { parameters, cells, seed, full }: VerifyContext): Packed {
  const { particles } = parameters;
  const epsilon = diameter * parameters.epsilon;
  const { grid: line } = initialDensity(cells);
  const disks = model({ ...parameters, epsilon }, boltzmann(line, wellAt(parameters)));
  const realisations = full ? REALISATIONS.full : REALISATIONS.quick;
  return {
    fraction: (Math.PI / 4) * particles * epsilon ** 2,
    sample: momentEstimates(ensemble(disks, { times: [0], realisations, seed }), 0).meanSquare[0],
    predicted: equationsOf(disks).map(({ label, energy }) => ({
      label,
      value: momentsOf(steadyState(energy, line).density, 0).meanSquare,
    })),
  };
}

function table(all: readonly Packed[]): Table {
  const [{ predicted: labels }] = all;
  return {
    id: 'packing',
    title: 'Disks at rest, by packing',
    caption:
      '⟨x²⟩ of Metropolis samples with standard errors, and how far every equation is from them, in standard errors.',
    columns: ['area of disks', 'particles', ...labels.map(({ label }) => label)],
    rows: all.map(({ fraction, sample, predicted }) => [
      fraction.toFixed(3),
      `${sample.value.toFixed(4)} ± ${sample.standardError.toFixed(4)}`,
      ...predicted.map(({ value }) => `${value.toFixed(4)} (${inErrors(value, sample)})`),
    ]),
  };
}

function figure(all: readonly Packed[]): Figure {
  const x = all.map(({ fraction }) => fraction);
  const [{ predicted: labels }] = all;
  return {
    id: 'packing',
    title: 'Closures against disks at rest, by packing',
    caption:
      '⟨x²⟩ of Metropolis samples of the equilibrium with standard errors, and of the steady states of the equations.',
    x: { label: 'area of all disks' },
    y: { label: '⟨x²⟩' },
    series: [
      {
        label: 'particles',
        x,
        y: all.map(({ sample }) => sample.value),
        error: all.map(({ sample }) => sample.standardError),
        style: 'dots',
      },
      ...labels.map(({ label }, k) => ({ label, x, y: all.map(({ predicted }) => predicted[k].value) })),
    ],
  };
}

/** Which closure disks follow as they grow. */
export function* packingEvidence(context: VerifyContext): Generator<Evidence> {
  const { parameters, full, progress } = context;
  if (parameters.epsilon === 0 || parameters.particles < 2) return;
  const diameters = full ? DIAMETERS.full : DIAMETERS.quick;
  const all = diameters.map((diameter, k) => {
    progress(`disks at rest, ${diameter} ε`, k / diameters.length);
    return packedAt(diameter, context);
  });
  const { sample, predicted } = all[all.length - 1];
  const [paper, best] = [predicted[1], predicted[predicted.length - 1]];
  const third = predicted[predicted.length - 2];
  yield {
    kind: 'check',
    check: check({
      name: `⟨x²⟩ of the densest disks at rest, by ${best.label}`,
      measured: sample.value,
      expected: best.value,
      tolerance: LIMIT * sample.standardError + Math.abs(best.value - third.value),
      source: `Reiss–Frisch–Lebowitz 1959, locally; ${LIMIT} standard errors, and what the virial series adds after its third`,
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: `how far ${paper.label}, is off there, in standard errors`,
      measured: Math.abs(sample.value - paper.value) / sample.standardError,
      expected: SEEN,
      relation: 'atLeast',
      source: 'the packing is too dense for an expansion to first order in it',
    }),
  };
  yield { kind: 'table', table: table(all) };
  yield { kind: 'figure', figure: figure(all) };
}
