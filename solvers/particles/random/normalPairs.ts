import { bitsOf, LOGARITHM_TABLE, logarithm } from '../../../src/numerics/logarithm.ts';
import { roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import { kernelsIn } from '../particleRoom.ts';
import type { Stream } from './streams.ts';
import { threefry2x32 } from './threefry.ts';

const words = new Uint32Array(2);
const uniform = new Float64Array(1);
const uniformBits = bitsOf(uniform);

/** Half of a quarter turn, over the 2³⁰ values of an angle. */
const HALF_ANGLE = Math.PI / 4 / 2 ** 30;

/**
 * Fills `out` with independent normal numbers of a standard deviation of 1 unless given, two from each block of random bits: numbers 2k and 2k + 1 are the
 * Box–Muller pair √(−2 log u) (cos φ, sin φ) of the block at (step, k), u and φ having 32 bits each.
 *
 * Twice as many numbers a second as {@link fillNormal}, whose 53 bits a single exact step is worth: here nothing lies beyond
 * 6.7 standard deviations, where one number in 4e10 should. The angle is a half-angle's by Taylor polynomials. Four blocks at once, to the
 * same bits, if `out` was made in a {@link particleRoom}.
 */
export function fillNormalPairs(
  out: Float64Array,
  { seed, realisation }: Stream,
  step: number,
  deviation = 1,
): void {
  const room = roomOf(out, out);
  const table = room?.constants(LOGARITHM_TABLE) ?? null;
  if (room !== null && table !== null) {
    kernelsIn(room).normalPairs(
      out.byteOffset,
      out.length,
      seed,
      realisation,
      step,
      deviation,
      table.byteOffset,
    );
    return;
  }
  for (let i = 0; i < out.length; i += 2) {
    threefry2x32(words, seed, realisation, step, i >>> 1);
    uniform[0] = (words[0] + 1) * 2 ** -32;
    const radius = Math.sqrt(-2 * logarithm(uniform, uniformBits, 0));
    const turn = words[1];
    const h = ((turn >>> 2) + 0.5) * HALF_ANGLE;
    const q = h * h;
    // Both to 1e-16 on [0, π/4].
    const s =
      h *
      (1 +
        q *
          (-1 / 6 +
            q *
              (1 / 120 +
                q *
                  (-1 / 5040 +
                    q *
                      (1 / 362880 + q * (-1 / 39916800 + q * (1 / 6227020800 - q * (1 / 1307674368000))))))));
    const c =
      1 +
      q *
        (-1 / 2 +
          q *
            (1 / 24 +
              q *
                (-1 / 720 +
                  q * (1 / 40320 + q * (-1 / 3628800 + q * (1 / 479001600 - q * (1 / 87178291200)))))));
    // Two bits for the quadrant, as signs: a branch would be mispredicted half of the time.
    out[i] = radius * (1 - (turn & 2)) * (c - s) * (c + s) * deviation;
    if (i + 1 < out.length) out[i + 1] = radius * (1 - ((turn & 1) << 1)) * 2 * s * c * deviation;
  }
}
