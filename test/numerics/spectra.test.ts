import { describe, expect, test } from 'vitest';
import { evenSpectrum } from '../../src/numerics/evenSpectrum.ts';
import { signsOfSpectrum } from '../../src/numerics/signsOfSpectrum.ts';

describe('evenSpectrum', () => {
  test.each([[[7]], [[8]], [[4, 6]], [[3, 1, 5]]])('is the sum of cosines, lengths %j', (lengths) => {
    const size = lengths.reduce((a, b) => a * b, 1);
    const digits = (i: number): number[] => {
      let rest = i;
      const out: number[] = [];
      for (const length of [...lengths].reverse()) {
        out.unshift(rest % length);
        rest = Math.floor(rest / length);
      }
      return out;
    };
    const index = (x: readonly number[]): number => x.reduce((s, v, k) => s * lengths[k] + v, 0);
    const rough = Float64Array.from({ length: size }, (_, i) => Math.sin(3 + 7 * i));
    const a = rough.map((v, i) => v + rough[index(digits(i).map((v, k) => (lengths[k] - v) % lengths[k]))]);
    const spectrum = evenSpectrum(a, lengths);
    for (let k = 0; k < size; k++) {
      const frequency = digits(k);
      let expected = 0;
      for (let j = 0; j < size; j++) {
        const x = digits(j);
        expected +=
          a[j] * Math.cos(2 * Math.PI * x.reduce((s, v, l) => s + (v * frequency[l]) / lengths[l], 0));
      }
      expect(spectrum[k]).toBeCloseTo(expected, 12);
    }
  });
});

describe('signsOfSpectrum', () => {
  const diagonal = (entries: readonly number[]) => (out: Float64Array, x: Float64Array) => {
    for (let i = 0; i < x.length; i++) out[i] = entries[i] * x[i];
  };
  const signs = (entries: readonly number[], margin = 1e-12, centred = false) =>
    signsOfSpectrum(diagonal(entries), entries.length, margin, centred, 30);

  test('sees what is there, down to the margin', () => {
    const positive = Array.from({ length: 40 }, (_, i) => 1 + i);
    expect(signs(positive)).toEqual({ negative: false, positive: true });
    expect(signs(positive.map((v) => -v))).toEqual({ negative: true, positive: false });
    expect(signs([...positive, -3])).toEqual({ negative: true, positive: true });
    expect(signs([5, 5, -1e-6, 5])).toEqual({ negative: true, positive: true });
    expect(signs([5, 5, -1e-6, 5], 1e-5)).toEqual({ negative: false, positive: true });
    expect(signs([0, 0, 0])).toEqual({ negative: false, positive: false });
  });

  test('of fields of zero sum does not see constants', () => {
    // I − (2/n) 1 1ᵀ reflects constants and leaves all else.
    const reflect = (out: Float64Array, x: Float64Array) => {
      const mean = x.reduce((a, b) => a + b, 0) / x.length;
      for (let i = 0; i < x.length; i++) out[i] = x[i] - 2 * mean;
    };
    expect(signsOfSpectrum(reflect, 30, 1e-12, true, 30)).toEqual({ negative: false, positive: true });
    expect(signsOfSpectrum(reflect, 30, 1e-12, false, 30)).toEqual({ negative: true, positive: true });
  });
});
