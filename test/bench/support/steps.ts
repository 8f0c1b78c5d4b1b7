import type { Density, Energy, GradientFlow, Solver, Step } from 'ottoflow';
import type { Metrics } from './benchmark.ts';

/** Some steps of a solver from the initial density of a flow, and what they took. */
export interface TimedSteps {
  readonly steps: readonly Step[];
  /** Of setting up and stepping, per step. */
  readonly secondsPerStep: number;
  /** Of the process, collecting garbage and compiling included: what a busy machine does not lengthen. */
  readonly cpuSecondsPerStep: number;
}

/** Makes `count` steps. @throws Error at one that failed, after which there is nothing to step from. */
export function timedSteps<E extends Energy, State>(
  flow: GradientFlow<E>,
  solver: Solver<E, State>,
  count: number,
): TimedSteps {
  const steps: Step[] = [];
  const started = performance.now();
  const cpu = process.cpuUsage();
  const state = solver.init(flow);
  for (let k = 0; k < count; k++) {
    const step = solver.step(state, flow, Infinity);
    if (step.status === 'failed') throw new Error(`step ${step.index} failed`);
    steps.push(step);
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { steps, secondsPerStep: seconds / count, cpuSecondsPerStep: (user + system) / 1e6 / count };
}

/** The density after the last step. */
export function last({ steps }: TimedSteps): Density {
  return steps[steps.length - 1].density;
}

/** Iterations of the linear solver per linear system, over all steps; 0 where systems are solved directly. */
export function conjugateGradients({ steps }: TimedSteps): number {
  const total = (key: string): number => steps.reduce((s, { diagnostics }) => s + (diagnostics[key] ?? 0), 0);
  const solves = total('solves');
  return solves > 0 ? total('cg') / solves : 0;
}

/** What all benchmarks of JKO steps report: time, work, and whether the steps were solved. */
export function stepMetrics({ initial }: GradientFlow, timed: TimedSteps): Metrics {
  const { steps, secondsPerStep, cpuSecondsPerStep } = timed;
  return {
    secondsPerStep,
    cpuSecondsPerStep,
    newton: steps.reduce((s, { iterations }) => s + iterations, 0) / steps.length,
    mostNewton: Math.max(...steps.map(({ iterations }) => iterations)),
    cg: conjugateGradients(timed),
    massError: Math.max(...steps.map(({ density }) => Math.abs(density.mass / initial.mass - 1))),
    maxGap: Math.max(...steps.map(({ certificate }) => certificate?.relativeGap ?? Infinity)),
    notConverged: steps.filter(({ status }) => status !== 'converged').length,
  };
}
