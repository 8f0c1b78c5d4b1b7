import { entropy, excludedVolume, grid, interaction, internal, type LocalEnergy, potential } from 'ottoflow';
import { type Benchmark, secondsPerCall } from './support/benchmark.ts';

const CELLS = 1e6;

/** The energy (1.7) of the paper with a quadratic potential, and the same with a U of the user's own. */
const energies: Readonly<Record<string, () => LocalEnergy>> = {
  '1e6': () =>
    entropy()
      .plus(excludedVolume(0.3))
      .plus(potential((x) => 5 * x * x)),
  'user/1e6': () =>
    internal({ U: (p) => p * Math.log(p) - p, dU: (p) => Math.log(p), d2U: (p) => 1 / p, check: false }),
};

const kernels = ['value', 'first-variation', 'inverse', 'prox'] as const;

function kernel(name: string, kind: (typeof kernels)[number]): Benchmark {
  let call = (): void => undefined;
  return {
    name: `energy/${kind}/${name}`,
    prepare() {
      const energy = energies[name]().on(grid([[-0.5, 0.5]], [CELLS]));
      const p = Float64Array.from({ length: CELLS }, (_, i) => 1 + 0.5 * Math.sin((20 * i) / CELLS));
      const out = new Float64Array(CELLS);
      const y = new Float64Array(CELLS);
      energy.firstVariation(y, p);
      const calls = {
        value: () => void energy.value(p),
        'first-variation': () => void energy.firstVariation(out, p),
        inverse: () => energy.inverse(out, y),
        prox: () => energy.prox(out, p, 0.1),
      };
      call = calls[kind];
    },
    run() {
      const seconds = secondsPerCall(call);
      return { secondsPerCall: seconds, nanosecondsPerCell: (1e9 * seconds) / CELLS };
    },
  };
}

function convolution(n: number): Benchmark {
  let call = (): void => undefined;
  return {
    name: `energy/first-variation/interaction/${n}x${n}`,
    prepare() {
      const box = grid(
        [
          [0, 1],
          [0, 1],
        ],
        [n, n],
      );
      const energy = interaction((x, y) => Math.exp(-50 * (x * x + y * y))).on(box);
      const p = new Float64Array(box.size).fill(1);
      const out = new Float64Array(box.size);
      call = () => void energy.firstVariation(out, p);
    },
    run() {
      const seconds = secondsPerCall(call);
      return { secondsPerCall: seconds, nanosecondsPerCell: (1e9 * seconds) / (n * n) };
    },
  };
}

export const benchmarks: readonly Benchmark[] = [
  ...Object.keys(energies).flatMap((name) => kernels.map((kind) => kernel(name, kind))),
  convolution(128),
];
