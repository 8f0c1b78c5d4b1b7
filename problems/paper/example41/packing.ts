import { finiteVolume, rodDensity } from '../../../solvers/index.ts';
import {
  type ClosureName,
  check,
  closuresFor,
  coarseGrain,
  type Evidence,
  type Figure,
  gradientFlow,
  l1Distance,
  nonInteracting,
  orderOfConvergence,
  type ParticleModel,
  solve,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import { equationLabels } from '../common/equationLabels.ts';
import { MANY, model, STRIP } from './setting.ts';

/** How much of the strip that they start from the rods fill; the paper's fill three quarters. */
const FRACTIONS: readonly number[] = [0.75, 0.6, 0.3, 0.15];
/** Of these, each half of the one before: orders are fitted to them. */
const HALVED: readonly number[] = FRACTIONS.slice(1);
const UNTIL = 0.05;
const TIME_STEP = 5e-4;
/** The power of the fraction at which the error of a virial closure grows: the first that it leaves out. */
const ORDERS = { secondVirial: 2, thirdVirial: 3 } as const;
/** The next power is there as well, and at the least fraction what correlations of few rods do. */
const WITHIN = 0.3;

type EquationName = ClosureName | 'ideal';

/** L¹ distances to the exact density, one for each fraction. */
interface Growth {
  readonly name: EquationName;
  readonly errors: readonly number[];
}

/** The L¹ distance of an equation's density at UNTIL to that of the rods. */
function errorOf(name: EquationName, rods: ParticleModel): number {
  const energy = name === 'ideal' ? nonInteracting(rods) : coarseGrain(rods, { closure: name });
  const flow = gradientFlow({ energy, initial: rods.initial });
  const solver = finiteVolume({ order: 2, timeStep: TIME_STEP });
  const { snapshots } = solve(flow, solver, { until: UNTIL, throwOnFailure: true });
  return l1Distance(snapshots[0].density, rodDensity(rods, flow.grid, UNTIL));
}

function table(all: readonly Growth[]): Table {
  return {
    id: 'packing',
    title: 'Closures against exact rods, by packing',
    caption: `L¹ distance at t = ${UNTIL} of each equation to the exact one-particle density of the rods, by how much of the strip they fill at the start.`,
    columns: ['equation', ...FRACTIONS.map((f) => `${(100 * f).toFixed(0)} % filled`)],
    rows: all.map(({ name, errors }) => [equationLabels[name], ...errors.map((e) => e.toExponential(2))]),
  };
}

function figure(all: readonly Growth[]): Figure {
  return {
    id: 'packing',
    title: 'What closures leave out, by packing',
    caption:
      'L¹ distance to the exact density of the rods. Without interaction it grows like the fraction filled, by the second virial coefficient like its square, by ' +
      'the third like its cube; the Tonks closure misses what is not local.',
    x: { label: 'fraction of the strip filled', scale: 'log' },
    y: { label: 'L¹ distance', scale: 'log' },
    series: all.map(({ name, errors }) => ({ label: equationLabels[name], x: FRACTIONS, y: errors })),
  };
}

/** How fast what a closure leaves out grows with the packing of the rods. */
export function* packingEvidence({ parameters, cells, progress }: VerifyContext): Generator<Evidence> {
  const [[from, to]] = STRIP;
  const { particles } = parameters;
  if (particles < MANY) return;
  const models = FRACTIONS.map((fraction) =>
    model({ particles, epsilon: (fraction * (to - from)) / (particles - 1) }, cells),
  );
  const names: readonly EquationName[] = ['ideal', ...closuresFor(models[0])];
  const all = names.map((name, k): Growth => {
    progress(`packing, ${equationLabels[name]}`, k / names.length);
    return { name, errors: models.map((rods) => errorOf(name, rods)) };
  });
  for (const { name, errors } of all) {
    if (name !== 'secondVirial' && name !== 'thirdVirial') continue;
    yield {
      kind: 'check',
      check: check({
        name: `rods, ${equationLabels[name]}: power of the packing at which its error grows`,
        measured: orderOfConvergence(HALVED, errors.slice(-HALVED.length)).order,
        expected: ORDERS[name],
        tolerance: WITHIN,
        source: 'virial expansion: the first order that the closure leaves out',
      }),
    };
  }
  yield { kind: 'table', table: table(all) };
  yield { kind: 'figure', figure: figure(all) };
}
