import {
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  type LocalEnergy,
} from 'ottoflow';
import { type JkoSettings, jko } from 'ottoflow/solvers';
import type { Benchmark, Metrics } from './support/benchmark.ts';

const TIME_STEP = 1e-3;

/** Steps from the indicator on every grid. */
const STEPS = 20;

/** Example 4.1 of the paper. */
function example(cells: number): GradientFlow<LocalEnergy> {
  const box = grid([[-0.5, 0.5]], [cells]);
  return gradientFlow({
    energy: entropy().plus(excludedVolume(0.297)),
    initial: indicator(box, [[0.2, 0.4]]),
  });
}

/** Seconds and iterations per step, over a number of steps from the indicator. */
function perStep(settings: JkoSettings, flow: GradientFlow<LocalEnergy>, steps: number): Metrics {
  const solver = jko(settings);
  const state = solver.init(flow);
  let iterations = 0;
  const started = performance.now();
  for (let k = 0; k < steps; k++) {
    const step = solver.step(state, flow, Infinity);
    if (step.status !== 'converged') throw new Error(`step ${step.index} ended with status ${step.status}`);
    iterations += step.iterations;
  }
  const seconds = (performance.now() - started) / 1000;
  return { secondsPerStep: seconds / steps, iterations: iterations / steps };
}

function benchmark(
  name: string,
  settings: Omit<JkoSettings, 'timeStep'>,
  cells: number,
  steps: number,
): Benchmark {
  const flow = example(cells);
  return { name, run: () => perStep({ timeStep: TIME_STEP, ...settings }, flow, steps) };
}

/** newton on n cells; `growth` is how much longer a step takes than on n/2 cells: 2 where the work is linear in n. */
function growth(cells: number): Benchmark {
  const [half, whole] = [example(cells / 2), example(cells)];
  return {
    name: `jko/newton/1d/${cells}`,
    run() {
      const before = perStep({ timeStep: TIME_STEP }, half, STEPS);
      const found = perStep({ timeStep: TIME_STEP }, whole, STEPS);
      return { ...found, growth: found.secondsPerStep / before.secondsPerStep };
    },
  };
}

export const benchmarks: readonly Benchmark[] = [
  benchmark('jko/example-4.1/200', {}, 200, 100),
  benchmark('jko/example-4.1/200/inner-4', { innerIntervals: 4 }, 200, 30),
  benchmark('jko/primal-dual/200', { method: 'primalDual', tolerance: 1e-3 }, 200, 10),
  ...[200, 400, 800, 1600, 3200, 6400].map(growth),
];
