import { finiteVolume, jko } from '../../../solvers/index.ts';
import {
  check,
  type Density,
  type Evidence,
  type Figure,
  l1Distance,
  orderOfConvergence,
  solve,
  type Table,
  type VerifyContext,
} from '../../../src/index.ts';
import { flows } from './setting.ts';

const TIMES = [0.05, 0.1, 0.2];
const TIME_STEPS = [4e-3, 2e-3, 1e-3, 5e-4];

function table(errors: readonly (readonly number[])[], orders: readonly number[]): Table {
  return {
    id: 'jko-against-finite-volumes',
    title: 'JKO steps against finite volumes',
    caption:
      'L¹ distance of JKO steps (newton, one inner interval) of size τ to the explicit finite-volume solution, whose own time ' +
      'step of about 8e-6 and third-order Runge–Kutta steps leave nothing to see here.',
    columns: ['t', ...TIME_STEPS.map((tau) => `τ = ${tau}`), 'order'],
    rows: TIMES.map((t, k) => [t, ...errors.map((e) => e[k].toExponential(3)), orders[k].toFixed(3)]),
  };
}

function figure(errors: readonly (readonly number[])[]): Figure {
  return {
    id: 'jko-order',
    title: 'First order in the time step',
    caption:
      'L¹ distance between JKO steps and finite volumes against τ, at three times, with a line of slope 1 to compare with.',
    x: { label: 'τ', scale: 'log' },
    y: { label: 'L¹ distance', scale: 'log' },
    series: [
      ...TIMES.map((t, k) => ({ label: `t = ${t}`, x: TIME_STEPS, y: errors.map((e) => e[k]) })),
      { label: 'slope 1, ∝ τ', x: TIME_STEPS, y: TIME_STEPS.map((tau) => 2 * tau), style: 'dashed' as const },
    ],
  };
}

/** JKO steps converge to the finite-volume solution at first order in τ. */
export function* timeStepEvidence({
  parameters,
  cells,
  progress,
  signal,
}: VerifyContext): Generator<Evidence> {
  const { interacting } = flows(parameters, cells);
  const options = {
    until: TIMES[TIMES.length - 1],
    saveAt: TIMES,
    throwOnFailure: true,
    ...(signal && { signal }),
  };
  progress('explicit finite volumes', 0);
  const densities = (run: { snapshots: readonly { density: Density }[] }): Density[] =>
    run.snapshots.map((s) => s.density);
  const reference = densities(solve(interacting, finiteVolume({ method: 'explicit' }), options));
  const errors = TIME_STEPS.map((timeStep, i) => {
    progress(`JKO, τ = ${timeStep}`, (i + 1) / (TIME_STEPS.length + 1));
    return densities(solve(interacting, jko({ timeStep }), options)).map((p, k) =>
      l1Distance(p, reference[k]),
    );
  });
  const orders = TIMES.map(
    (_, k) =>
      orderOfConvergence(
        TIME_STEPS,
        errors.map((e) => e[k]),
      ).order,
  );
  for (const [k, t] of TIMES.entries())
    yield {
      kind: 'check',
      check: check({
        name: `order of JKO against finite volumes in τ, L¹ at t = ${t}`,
        measured: orders[k],
        expected: 1,
        tolerance: 0.1,
        source: 'Jordan–Kinderlehrer–Otto 1998: first order',
      }),
    };
  yield { kind: 'table', table: table(errors, orders) };
  yield { kind: 'figure', figure: figure(errors) };
}
