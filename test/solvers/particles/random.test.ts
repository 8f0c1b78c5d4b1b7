import { describe, expect, test } from 'vitest';
import { fillNormal, fillUniform, uniformAt } from '../../../solvers/particles/random/streams.ts';
import { threefry2x32 } from '../../../solvers/particles/random/threefry.ts';
import { normalCdf } from '../../../src/numerics/normal.ts';
import { chiSquare, correlation, kolmogorovSmirnov } from './statistics.ts';

// Random123's kat_vectors, threefry2x32 with 20 rounds: counter, key, result.
test.each([
  [0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6b200159, 0x99ba4efe],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
  [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0],
])('Threefry2x32-20 of counter %i %i', (c0, c1, k0, k1, x, y) => {
  const out = new Uint32Array(2);
  threefry2x32(out, k0, k1, c0, c1);
  expect([...out]).toEqual([x, y]);
});

/** The same function, round by round from its definition. */
function naiveThreefry(key: readonly [number, number], counter: readonly [number, number]): number[] {
  const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
  const keys = [...key, 0x1bd11bda ^ key[0] ^ key[1]];
  let [x, y] = [counter[0] + key[0], counter[1] + key[1]];
  for (let round = 0; round < 20; round++) {
    x = (x + y) >>> 0;
    const r = rotations[round % 8];
    y = (((y << r) | (y >>> (32 - r))) ^ x) >>> 0;
    if (round % 4 === 3) {
      const s = (round + 1) / 4;
      x = (x + keys[s % 3]) >>> 0;
      y = (y + keys[(s + 1) % 3] + s) >>> 0;
    }
  }
  return [x >>> 0, y >>> 0];
}

test('the unrolled function is its definition', () => {
  const out = new Uint32Array(2);
  for (let i = 0; i < 200; i++) {
    const word = (k: number): number => Math.imul(i * 4 + k + 1, 0x9e3779b1) >>> 0;
    threefry2x32(out, word(0), word(1), word(2), word(3));
    expect([...out]).toEqual(naiveThreefry([word(0), word(1)], [word(2), word(3)]));
  }
});

test('uniform numbers have 53 bits, the first word’s on top', () => {
  // 6b200159 and 99ba4efe: 27 bits of the first, 26 of the second.
  const expected = ((0x6b200159 >>> 5) * 2 ** 26 + (0x99ba4efe >>> 6)) / 2 ** 53;
  expect(uniformAt({ seed: 0, realisation: 0 }, 0, 0)).toBe(expected);
});

const samples = 20_000;
const stream = { seed: 1, realisation: 0 };

function uniforms(seed: number, realisation: number, step: number): Float64Array {
  const out = new Float64Array(samples);
  fillUniform(out, { seed, realisation }, step);
  return out;
}

function normals(seed: number, realisation: number, step: number): Float64Array {
  const out = new Float64Array(samples);
  fillNormal(out, { seed, realisation }, step);
  return out;
}

describe('laws', () => {
  test('uniform numbers are uniform', () => {
    for (const step of [0, 1, 2 ** 31])
      expect(kolmogorovSmirnov(uniforms(1, 7, step), (x) => x)).toBeLessThan(1.95);
    const counts = new Float64Array(256);
    for (const u of uniforms(3, 0, 5)) counts[Math.floor(256 * u)]++;
    expect(Math.abs(chiSquare(counts, new Float64Array(256).fill(samples / 256)))).toBeLessThan(4);
  });

  test('normal numbers are normal, in the middle and in the tails', () => {
    for (const step of [1, 2, 99])
      expect(kolmogorovSmirnov(normals(1, 7, step), normalCdf)).toBeLessThan(1.95);
    const far = normals(5, 0, 1).filter((z) => Math.abs(z) > 3).length;
    const expected = samples * 2 * normalCdf(-3);
    expect(Math.abs(far - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  test('pairs of uniform numbers fill the square', () => {
    const u = uniforms(2, 1, 1);
    const counts = new Float64Array(256);
    for (let i = 0; i + 1 < samples; i += 2) counts[16 * Math.floor(16 * u[i]) + Math.floor(16 * u[i + 1])]++;
    expect(Math.abs(chiSquare(counts, new Float64Array(256).fill(samples / 512)))).toBeLessThan(4);
  });
});

describe('streams', () => {
  test.each([
    ['seeds', normals(1, 0, 1), normals(2, 0, 1)],
    ['realisations', normals(1, 0, 1), normals(1, 1, 1)],
    ['seed and realisation exchanged', normals(1, 2, 1), normals(2, 1, 1)],
    ['steps', normals(1, 0, 1), normals(1, 0, 2)],
    ['neighbouring particles', normals(1, 0, 1).subarray(1), normals(1, 0, 1).subarray(0, samples - 1)],
    ['particles two apart', normals(1, 0, 1).subarray(2), normals(1, 0, 1).subarray(0, samples - 2)],
    [
      'squares of a Box–Muller pair',
      normals(1, 0, 1)
        .subarray(1)
        .map((z) => z * z),
      normals(1, 0, 1)
        .subarray(0, samples - 1)
        .map((z) => z * z),
    ],
  ])('of different %s do not correlate', (_, a, b) => {
    expect(Math.abs(correlation(a, b))).toBeLessThan(4);
  });

  test('no two of many addresses give the same number', () => {
    const seen = new Set<number>();
    for (let seed = 0; seed < 10; seed++)
      for (let r = 0; r < 10; r++)
        for (let step = 0; step < 10; step++)
          for (let i = 0; i < 10; i++) seen.add(uniformAt({ seed, realisation: r }, step, i));
    expect(seen.size).toBe(10_000);
  });

  test('a number depends on its address only, not on how many are asked for', () => {
    const long = new Float64Array(101);
    const short = new Float64Array(40);
    for (const fill of [fillNormal, fillUniform]) {
      fill(long, stream, 3);
      fill(short, stream, 3);
      expect(long.subarray(0, 40)).toEqual(short);
    }
    const even = new Float64Array(100);
    fillNormal(even, stream, 3);
    fillNormal(long, stream, 3);
    expect(long.subarray(0, 100)).toEqual(even);
  });
});
