import {
  densityEstimate,
  type Ensemble,
  ensemble,
  finiteVolume,
  momentEstimates,
  rodDensity,
} from '../../../solvers/index.ts';
import {
  type ClosureName,
  check,
  closuresFor,
  coarseGrain,
  type Density,
  type Evidence,
  type Figure,
  gradientFlow,
  l1Distance,
  nonInteracting,
  type ParticleModel,
  solve,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import { equationLabels } from '../common/equationLabels.ts';
import { MANY, model } from './setting.ts';

const TIMES = [0.02, 0.05, 0.1, 0.2];
/** Which of the times is drawn. */
const DRAWN = 1;
/** Cells in which fewer rods are expected have no Gaussian errors, and do not count. */
const COUNTED = 25;
/** The Tonks closure is better than (1.7) by much where rods fill more of the strip. */
const CROWDED = 0.3;

/** A macroscopic equation beside the rods: its densities at the times. */
interface Prediction {
  readonly label: string;
  readonly densities: readonly Density[];
}

function predictions(rods: ParticleModel): Prediction[] {
  const names = ['ideal', ...closuresFor(rods)] as const;
  return names.map((name) => {
    const energy = name === 'ideal' ? nonInteracting(rods) : coarseGrain(rods, { closure: name });
    const solver = finiteVolume({ method: 'implicit', timeStep: 2e-4 });
    const run = solve(gradientFlow({ energy, initial: rods.initial }), solver, {
      until: TIMES[TIMES.length - 1],
      saveAt: TIMES,
      throwOnFailure: true,
    });
    return { label: equationLabels[name], densities: run.snapshots.map((s) => s.density) };
  });
}

/** ∫ x p dx. */
function meanPosition({ values, grid }: Density): number {
  const x = grid.centres(0);
  return grid.cellVolume * values.reduce((s, p, i) => s + p * x[i], 0);
}

/** Σ ((histogram − exact)/σ)² over the cells with enough rods, per cell. */
function chiSquare(
  sample: Ensemble,
  k: number,
  exact: Density,
): { readonly perCell: number; readonly cells: number } {
  const { density, standardError } = densityEstimate(sample, k);
  const samples = sample.realisations.length * sample.particles * density.grid.cellVolume;
  let sum = 0;
  let cells = 0;
  for (const [i, sigma] of standardError.entries()) {
    if (samples * exact.values[i] < COUNTED) continue;
    sum += ((density.values[i] - exact.values[i]) / sigma) ** 2;
    cells++;
  }
  return { perCell: sum / cells, cells };
}

function followTable(all: readonly Prediction[], exact: readonly Density[], sample: Ensemble): Table {
  const row = (label: string, densities: readonly Density[] | null): (string | number)[] => [
    label,
    ...TIMES.flatMap((_, k) => {
      const { value, standardError } = momentEstimates(sample, k).mean[0];
      if (densities === null) return [`${value.toFixed(4)} ± ${standardError.toFixed(4)}`, ''];
      const off = (meanPosition(densities[k]) - value) / standardError;
      return [
        `${off >= 0 ? '+' : '−'}${Math.abs(off).toFixed(1)} σ`,
        l1Distance(densities[k], exact[k]).toExponential(1),
      ];
    }),
  ];
  return {
    id: 'what-the-rods-follow',
    title: 'What the rods follow',
    caption:
      'Sampled ⟨x⟩ with its standard error over realisations; how far each equation is from it, in standard errors; and the L¹ ' +
      'distance of its density to the exact one-particle density of the rods, which is known without sampling.',
    columns: ['', ...TIMES.flatMap((t) => [`⟨x⟩ at t = ${t}`, 'L¹ to exact'])],
    rows: [
      row('hard rods, sampled', null),
      row('hard rods, exact', exact),
      ...all.map((p) => row(p.label, p.densities)),
    ],
  };
}

function densityFigure(all: readonly Prediction[], exact: readonly Density[], sample: Ensemble): Figure {
  const { density, standardError } = densityEstimate(sample, DRAWN);
  const { grid } = density;
  const x = grid.centres(0);
  const every = Math.max(1, Math.round(grid.size / 40));
  const pick = (a: Float64Array): Float64Array => a.filter((_, i) => i % every === Math.floor(every / 2));
  return {
    id: 'rods',
    title: `Hard rods at t = ${TIMES[DRAWN]}`,
    caption:
      `One cell in ${every} of the histogram of ${sample.realisations.length} realisations with standard errors, the exact ` +
      'one-particle density, and three macroscopic equations.',
    x: { label: 'x' },
    y: { label: 'p' },
    series: [
      {
        label: 'rods, sampled',
        x: pick(x),
        y: pick(density.values),
        error: pick(standardError),
        style: 'dots',
      },
      { label: 'rods, exact', x, y: exact[DRAWN].values },
      ...all
        .filter(({ label }) => label !== equationLabels.thirdVirial)
        .map((p) => ({ label: p.label, x, y: p.densities[DRAWN].values, style: 'dashed' as const })),
    ],
  };
}

/** Exact hard rods against (1.7) and against the closure that is exact for them. */
export function* rodEvidence({
  parameters,
  cells,
  seed,
  full,
  progress,
}: VerifyContext): Generator<Evidence> {
  if (parameters.epsilon === 0) return;
  const rods = model(parameters, cells);
  const { grid } = rods.initial;
  // As many samples of few rods as of a hundred.
  const realisations = (full ? 20000 : 2000) * Math.ceil(100 / rods.particles);
  const sample = ensemble(rods, { times: TIMES, realisations, seed, grid }, (done, total) =>
    progress('hard rods', (0.5 * done) / total),
  );
  progress('exact densities and closures', 0.5);
  const exact = TIMES.map((t) => rodDensity(rods, grid, t));
  const all = predictions(rods);
  yield {
    kind: 'check',
    check: check({
      name: 'overlapping rods in all samples',
      measured: sample.frames.reduce((s, f) => s + f.overlaps, 0),
      expected: 0,
      source: 'hard rods (3.34)',
    }),
  };
  for (const [k, t] of TIMES.entries()) {
    const { value, standardError } = momentEstimates(sample, k).mean[0];
    const chi = chiSquare(sample, k, exact[k]);
    yield {
      kind: 'check',
      check: check({
        name: `rods at t = ${t}: ⟨x⟩ of ${realisations} × ${rods.particles} samples`,
        measured: value,
        expected: meanPosition(exact[k]),
        tolerance: 4 * standardError,
        source: 'order statistics of reflected Brownian motions; 4 standard errors',
      }),
    };
    yield {
      kind: 'check',
      check: check({
        name: `rods at t = ${t}: χ² per cell of the histogram`,
        measured: chi.perCell,
        expected: 1,
        tolerance: 5 * Math.sqrt(2 / chi.cells),
        source: 'the same, as a density; 5 standard deviations of χ²',
      }),
    };
  }
  const filled = (rods.particles - 1) * rods.epsilon * Math.max(...rods.initial.values);
  const crowded = rods.particles >= MANY && filled >= CROWDED;
  const far = (label: string, k: number): number => {
    const found = all.find((p) => p.label === label);
    return found === undefined ? Number.NaN : l1Distance(found.densities[k], exact[k]);
  };
  for (const [k, t] of crowded ? TIMES.entries() : [])
    yield {
      kind: 'check',
      check: check({
        name: `rods at t = ${t}: L¹ of the Tonks closure over L¹ of (1.7)`,
        measured: far(equationLabels.tonks, k) / far(equationLabels.secondVirial, k),
        expected: 0.25,
        relation: 'atMost',
        source:
          'Tonks 1936: exact for a locally uniform fluid of rods; (1.7) stops at the second virial coefficient',
      }),
    };
  yield { kind: 'table', table: followTable(all, exact, sample) };
  yield { kind: 'figure', figure: densityFigure(all, exact, sample) };
  if (!crowded) return;
  const slope = (name: ClosureName): number => {
    const energy = coarseGrain(rods, { closure: name }).on(grid);
    const curvature = new Float64Array(grid.size);
    energy.curvature(curvature, rods.initial.values);
    const i = rods.initial.values.indexOf(Math.max(...rods.initial.values));
    return rods.initial.values[i] * curvature[i];
  };
  yield {
    kind: 'note',
    note:
      `The strip that the rods start from is ${(100 * filled).toFixed(0)} % filled. (1.7) is an expansion in that fraction, so it ` +
      `has no reason to hold there: its diffusion coefficient in the strip is ${slope('secondVirial').toFixed(2)}, that of rods at ` +
      `this density ${slope('tonks').toFixed(1)} (Tonks). The rods leave the strip faster than (1.7) says and follow the Tonks closure ` +
      'at all times; the difference shrinks as they dilute, to the next order in the packing fraction. Agreement of (1.7) with ' +
      'samples of these rods would mean that the sampler is wrong.',
  };
}
