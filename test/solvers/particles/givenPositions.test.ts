import { ArgumentError, gaussian, hardSphere, type PairPotential, particleModel } from 'ottoflow';
import { realisation, type SamplerOptions } from 'ottoflow/solvers';
import { expect, test } from 'vitest';
import { uniformCube } from './box.ts';

const start = (
  d: number,
  positions: readonly number[],
  options: SamplerOptions = {},
  pair: PairPotential = hardSphere(),
) =>
  realisation(particleModel({ particles: 2, epsilon: 0.2, pair, initial: uniformCube(d, 1, 4, d === 3) }), {
    index: 0,
    times: [0],
    positions: Float64Array.from(positions),
    ...options,
  })[0];

test('particles begin where they are told, in every scheme', () => {
  for (const scheme of ['events', 'mirror', 'points'] as const)
    expect([...start(2, [0.1, 0.2, 0.4, 0.2], { scheme })]).toEqual([0.1, 0.2, 0.4, 0.2]);
  expect([...start(2, [0.1, 0.2, 0.15, 0.2], {}, gaussian())]).toEqual([0.1, 0.2, 0.15, 0.2]);
  // Of rods ascending.
  start(1, [0.7, 0.3]).forEach((x, i) => {
    expect(x).toBeCloseTo([0.3, 0.7][i], 15);
  });
});

test.each([
  ['overlap', 2, [0.1, 0.2, 0.25, 0.2], /positions is .*at least 0.2 apart; 0 and 1 overlap/],
  ['overlap on a line', 1, [0.4, 0.3], /at least 0.2 apart/],
  ['overlap across a periodic end', 3, [0.05, 0.5, 0.5, 0.95, 0.5, 0.5], /0 and 1 overlap/],
  ['are outside', 2, [0.1, 0.2, 1.25, 0.2], /positions\[2\] is 1.25; allowed: a number in \[0, 1\]/],
  ['are not numbers', 2, [0.1, NaN, 0.5, 0.2], /positions\[1\] is NaN/],
  ['are too few', 2, [0.1, 0.2], /a Float64Array of 4 coordinates/],
])('positions that %s are refused', (_, d, positions, message) => {
  const run = (): unknown => start(d, positions);
  expect(run).toThrow(ArgumentError);
  expect(run).toThrow(message);
});

test('sweeps and positions are not both taken', () => {
  expect(() => start(2, [0.1, 0.2, 0.4, 0.2], { sweeps: 3 })).toThrow(/sweeps is 3/);
});
