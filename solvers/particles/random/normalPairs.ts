import { bitsOf, LOGARITHM_TABLE, logarithm } from '../../../src/numerics/logarithm.ts';
import { roomOf } from '../../../src/numerics/wasm/kernelRoom.ts';
import { kernelsIn } from '../particleRoom.ts';
import type { Stream } from './streams.ts';
import { threefry2x32 } from './threefry.ts';

const words = new Uint32Array(2);
const uniform = new Float64Array(1);
const uniformBits = bitsOf(uniform);

/** The cosine and the sine of the middles of 256 equal angles of a turn. */
const DIRECTIONS: Float64Array = Float64Array.from({ length: 512 }, (_, i) => {
  const angle = (((i >> 1) + 0.5) * Math.PI) / 128;
  return i & 1 ? Math.sin(angle) : Math.cos(angle);
});

/** The unit of an angle of 32 bits. */
const TURN = Math.PI / 2 ** 31;

/**
 * Fills `out` with independent normal numbers of a standard deviation of 1 unless given, two from each block of random bits: numbers 2k and 2k + 1 are the
 * Box–Muller pair √(−2 log u) (cos φ, sin φ) of the block at (step, k), u and φ having 32 bits each.
 *
 * Twice as many numbers a second as {@link fillNormal}, whose 53 bits a single exact step is worth: here nothing lies beyond
 * 6.7 standard deviations, where one number in 4e10 should. φ is one of 256 tabulated angles and at most π/256 more or less, by Taylor
 * polynomials. Four blocks at once, to the same bits, if `out` was made in a {@link particleRoom}.
 */
export function fillNormalPairs(
  out: Float64Array,
  { seed, realisation }: Stream,
  step: number,
  deviation = 1,
): void {
  const room = roomOf(out, out);
  const logarithms = room?.constants(LOGARITHM_TABLE) ?? null;
  const directions = room?.constants(DIRECTIONS) ?? null;
  let first = 0;
  if (room !== null && logarithms !== null && directions !== null) {
    // The kernel's numbers come in pairs.
    first = out.length & ~1;
    kernelsIn(room).normalPairs(
      out.byteOffset,
      first,
      seed,
      realisation,
      step,
      deviation,
      logarithms.byteOffset,
      directions.byteOffset,
    );
  }
  for (let i = first; i < out.length; i += 2) {
    threefry2x32(words, seed, realisation, step, i >>> 1);
    uniform[0] = (words[0] + 1) * 2 ** -32;
    const radius = Math.sqrt(-2 * logarithm(uniform, uniformBits, 0)) * deviation;
    const turn = words[1];
    const j = turn >>> 24;
    const cosine = DIRECTIONS[2 * j];
    const sine = DIRECTIONS[2 * j + 1];
    const h = ((turn & 0xffffff) - 8388607.5) * TURN;
    const q = h * h;
    // Both to 1e-17.
    const s = h + h * q * (-1 / 6 + (1 / 120) * q);
    const c = 1 + q * (-0.5 + q * (1 / 24 - (1 / 720) * q));
    out[i] = radius * (cosine * c - sine * s);
    if (i + 1 < out.length) out[i + 1] = radius * (sine * c + cosine * s);
  }
}
