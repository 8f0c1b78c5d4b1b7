import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  type Evidence,
  l1Distance,
  march,
  type Step,
  solve,
  type VerifyContext,
} from '../../../src/index.ts';
import { firstStep } from '../common/firstStep.ts';
import { flows } from './setting.ts';

const TIME_STEP = 1e-3;
const UNTIL = 0.1;

/** Every JKO step from the indicator on: mass, certificate, energy–dissipation inequality; and three ways to the first step. */
export function* lawEvidence({ parameters, cells, progress }: VerifyContext): Generator<Evidence> {
  const { interacting } = flows(parameters, cells);
  progress('JKO steps', 0);
  const steps: Step[] = [...march(interacting, jko({ timeStep: TIME_STEP }), [UNTIL])];
  const energies = [interacting.discrete.value(interacting.initial.values), ...steps.map((s) => s.energy)];
  const excess = steps.map(
    (s, k) => energies[k + 1] + (s.transport ?? Infinity) ** 2 / (2 * s.timeStep) - energies[k],
  );
  yield {
    kind: 'check',
    check: check({
      name: `largest relative duality gap of ${steps.length} JKO steps`,
      measured: Math.max(...steps.map((s) => s.certificate?.relativeGap ?? Infinity)),
      expected: 1e-9,
      relation: 'atMost',
      source: 'duality of the step problem (2.7)',
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: 'largest E(p_k) + W²/(2τ) − E(p_{k−1})',
      measured: Math.max(...excess),
      expected: 0,
      tolerance: 1e-12,
      relation: 'atMost',
      source: '(2.6): staying costs nothing',
    }),
  };
  yield {
    kind: 'check',
    check: check({
      name: 'largest change of mass, JKO',
      measured: Math.max(...steps.map((s) => Math.abs(s.density.mass - interacting.initial.mass))),
      expected: 1e-13,
      relation: 'atMost',
      source: '(2.7b), (2.7c)',
    }),
  };
  progress('the same step by three methods', 0.4);
  const first = (solver: ReturnType<typeof jko>): Step => firstStep(interacting, solver, 10 * TIME_STEP);
  const newton = first(jko({ timeStep: 10 * TIME_STEP }));
  const primalDual = first(jko({ method: 'primalDual', timeStep: 10 * TIME_STEP, tolerance: 1e-5 }));
  const primal = (s: Step): number => s.certificate?.primal ?? Number.NaN;
  yield {
    kind: 'check',
    check: check({
      name: 'first step of τ = 0.01: primal value of primalDual minus that of newton',
      measured: primal(primalDual) - primal(newton),
      expected: (primalDual.certificate?.gap ?? Number.NaN) + (newton.certificate?.gap ?? Number.NaN),
      relation: 'atMost',
      source: 'both gaps bound the distance to the same minimum',
    }),
  };
  progress('growing numbers of inner intervals', 0.6);
  const quantile = first(jko({ method: 'quantile', timeStep: 10 * TIME_STEP }));
  const distances = [1, 4, 16].map((innerIntervals) =>
    l1Distance(first(jko({ timeStep: 10 * TIME_STEP, innerIntervals })).density, quantile.density),
  );
  yield {
    kind: 'check',
    check: check({
      name: 'first step of τ = 0.01: L¹ to the exact-distance step, 16 inner intervals over 1',
      measured: distances[2] / distances[0],
      expected: 0.25,
      relation: 'atMost',
      source: 'inner intervals converge to the exact Wasserstein distance',
    }),
  };
  yield {
    kind: 'table',
    table: {
      id: 'inner-intervals',
      title: 'Inner intervals against the exact distance',
      caption: 'First JKO step of τ = 0.01 from the indicator: L¹ distance of newton to quantile.',
      columns: ['inner intervals', 'L¹'],
      rows: [1, 4, 16].map((s, k) => [s, distances[k].toExponential(2)]),
    },
  };
  progress('finite volumes', 0.8);
  const run = solve(interacting, finiteVolume({ method: 'implicit', timeStep: TIME_STEP }), { until: UNTIL });
  yield {
    kind: 'check',
    check: check({
      name: 'largest increase of E in a finite-volume step',
      measured: Math.max(...run.energy.slice(1).map((e, k) => e - run.energy[k])),
      expected: 0,
      relation: 'atMost',
      source: 'backward Euler of a convex energy decreases it',
    }),
  };
}
