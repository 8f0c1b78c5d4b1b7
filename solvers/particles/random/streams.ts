import { threefry2x32 } from './threefry.ts';

/**
 * Random numbers addressed, not drawn: the key is (seed, realisation), the counter (step, index), each a 32-bit word. Any
 * number can be recomputed anywhere, and nothing depends on the order in which realisations, steps or particles are run.
 *
 * Equal on every machine whose engine has the same Math.log, Math.cos and Math.sin (V8 brings its own).
 */
export interface Stream {
  /** An integer in [0, 2³²). */
  readonly seed: number;
  /** An integer in [0, 2³²). */
  readonly realisation: number;
}

const words = new Uint32Array(2);

/** The uniform number in [0, 1) at (step, index) of a stream: a multiple of 2^−53. */
export function uniformAt({ seed, realisation }: Stream, step: number, index: number): number {
  threefry2x32(words, seed, realisation, step, index);
  return ((words[0] >>> 5) * 67108864 + (words[1] >>> 6)) / 9007199254740992;
}

/** The index that stands for a step as a whole: no particle has it. */
const WHOLE_STEP = 0xffffffff;

/**
 * A stream of its own for the sub-steps of one step: its key is the block of random bits at (step, 2³² − 1), so that sub-steps
 * are counted from 0 in each step.
 */
export function streamOfStep({ seed, realisation }: Stream, step: number): Stream {
  threefry2x32(words, seed, realisation, step, WHOLE_STEP);
  return { seed: words[0], realisation: words[1] };
}

/** Fills `out` with the uniform numbers in [0, 1) at (step, 0), (step, 1), … */
export function fillUniform(out: Float64Array, stream: Stream, step: number): void {
  for (let i = 0; i < out.length; i++) out[i] = uniformAt(stream, step, i);
}

/**
 * Fills `out` with independent standard normal numbers: numbers 2k and 2k + 1 are the Box–Muller pair of the uniform
 * numbers at (step, 2k) and (step, 2k + 1), so that each depends on its own index only.
 */
export function fillNormal(out: Float64Array, stream: Stream, step: number): void {
  for (let i = 0; i < out.length; i += 2) {
    // 1 − u lies in (0, 1], where the logarithm is finite; 53 bits reach to 8.5 standard deviations.
    const radius = Math.sqrt(-2 * Math.log(1 - uniformAt(stream, step, i)));
    const angle = 2 * Math.PI * uniformAt(stream, step, i + 1);
    out[i] = radius * Math.cos(angle);
    if (i + 1 < out.length) out[i + 1] = radius * Math.sin(angle);
  }
}
