import { cosineTransform } from '../../src/numerics/cosineTransform.ts';
import { type Benchmark, secondsPerCall } from './support/benchmark.ts';

/** There and back; 200 is the paper's own number of cells, which no power of two helps. */
function there(n: number): Benchmark {
  const plan = cosineTransform(n);
  const x = Float64Array.from({ length: n }, (_, i) => Math.cos(i * i));
  const X = new Float64Array(n);
  return {
    name: `transform/cosine/${n}`,
    run: () => ({
      secondsForward: secondsPerCall(() => plan.forward(X, x)),
      secondsInverse: secondsPerCall(() => plan.inverse(x, X)),
    }),
  };
}

export const benchmarks: readonly Benchmark[] = [128, 200, 256, 1000, 1024].map(there);
