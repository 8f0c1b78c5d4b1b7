import { finiteVolume, jko, spectrum } from '../../../solvers/index.ts';
import {
  type Evidence,
  type RelativeEnergies,
  relativeEnergies,
  type Solver,
  solve,
  type Trajectory,
} from '../../../src/index.ts';
import { agreementEvidence, TIME_STEP, timeOrderEvidence } from './agreement.ts';
import type { Example } from './example.ts';
import { densitiesFigure, energyDecayFigure, potentialFigure, steadyFigure } from './figures.ts';
import { flowLabels, flowNames, type PaperFlows } from './flows.ts';
import { steadyEvidence, steadyStates } from './steady.ts';

const UNTIL = 0.25;
/** How near JKO steps of second order are to finite volumes at the paper's times and resolution. */
const WITHIN = 2e-3;

interface Run {
  readonly name: keyof PaperFlows;
  readonly trajectory: Trajectory;
  readonly energies: RelativeEnergies;
}

/** Steady states, densities at the paper's times, JKO steps against finite volumes, and how the free energy decays. */
export function* exampleEvidence(
  e: Example,
  progress: (what: string, fraction: number) => void,
  signal: AbortSignal | undefined,
): Generator<Evidence> {
  const { flows, times } = e;
  const steady = steadyStates(flows);
  yield* steadyEvidence(e, steady);
  yield { kind: 'figure', figure: potentialFigure(e, 'V, constant in the vertical direction.') };
  const every = Array.from({ length: Math.round(UNTIL / TIME_STEP) }, (_, k) => (k + 1) * TIME_STEP);
  const run = (name: keyof PaperFlows, solver: Solver, saveAt: readonly number[]): Run => {
    progress(`${flowLabels[name]} by ${solver.name}`, name === 'linear' ? 0.3 : 0);
    const trajectory = solve(flows[name], solver, {
      until: UNTIL,
      saveAt,
      throwOnFailure: true,
      ...(signal && { signal }),
    });
    return { name, trajectory, energies: relativeEnergies(trajectory, steady[name]) };
  };
  const fine = finiteVolume({ order: 2, timeStep: TIME_STEP / 4 });
  const lines = flowNames.map((name) => run(name, fine, [0, ...times, ...every]));
  const dots = flowNames.map((name) =>
    run(name, jko({ timeStep: TIME_STEP }), [0, ...times, ...every.filter((_, k) => k % 10 === 9)]),
  );
  const at = (t: number, r: Run) =>
    r.trajectory.snapshots.filter(({ time }) => Math.abs(time - t) < 1e-9)[0].density;
  const early = [0, ...times].flatMap((t) =>
    flowNames.map((name, k) => ({ name, t, line: at(t, lines[k]), dots: at(t, dots[k]) })),
  );
  yield { kind: 'figure', figure: densitiesFigure(e, early) };
  yield { kind: 'figure', figure: steadyFigure(e, steady) };
  const rates = flowNames.map((name) => spectrum(flows[name], steady[name].density).decayRate);
  yield { kind: 'figure', figure: energyDecayFigure(e, lines, dots, rates) };
  progress('JKO steps against finite volumes', 0.6);
  const { interacting: flow } = flows;
  const source = `${e.name}, ${e.figure}(b)`;
  yield* agreementEvidence({ flow, times, fineStep: TIME_STEP / 20, within: WITHIN, source });
  const until = times[times.length - 1];
  yield* timeOrderEvidence({ flow, until, timeStep: TIME_STEP, levels: 4, order: 1, source: e.name });
}
