import {
  coarseGrain,
  gradientFlow,
  grid,
  hardSphere,
  indicator,
  type LocalEnergy,
  march,
  type ParticleModel,
  particleModel,
  type Solver,
} from 'ottoflow';
import { example41 } from 'ottoflow/problems';
import { ensemble, finiteVolume } from 'ottoflow/solvers';
import type { Benchmark } from './support/benchmark.ts';

const TIME_STEP = 1e-3;
const STEPS = 50;

const model = (cells: number): ParticleModel =>
  particleModel({
    particles: example41.parameters.particles.default,
    epsilon: example41.parameters.epsilon.default,
    pair: hardSphere(),
    initial: indicator(grid([[-0.5, 0.5]], [cells]), [[0.2, 0.4]]),
  });

/** Fifty steps of Example 4.1 from its indicator, the cold first one included. */
function steps(name: string, cells: number, solver: Solver<LocalEnergy>): Benchmark {
  const { initial } = model(cells);
  const flow = gradientFlow({ energy: coarseGrain(model(cells)), initial });
  return {
    name,
    run() {
      let iterations = 0;
      const started = performance.now();
      for (const step of march(flow, solver, [STEPS * TIME_STEP])) iterations += step.iterations;
      const secondsPerStep = (performance.now() - started) / 1000 / STEPS;
      return { secondsPerStep, iterations: iterations / STEPS };
    },
  };
}

/** The other two routes of Example 4.1 on the paper's grid; those of JKO steps stand beside. */
export const benchmarks: readonly Benchmark[] = [
  steps('fv/implicit/1d/200', 200, finiteVolume({ method: 'implicit', timeStep: TIME_STEP })),
  {
    name: 'particles/rods/100',
    run() {
      const started = performance.now();
      ensemble(model(200), { times: [0.05, 0.1, 0.2], realisations: 1000 });
      return { particleStepsPerSecond: (3 * 1000 * 100) / ((performance.now() - started) / 1000) };
    },
  },
];
