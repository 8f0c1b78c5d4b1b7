import { hardSphere, particleModel } from 'ottoflow';
import type { SchemeName } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';
import { fillUniform } from '../../../solvers/particles/random/streams.ts';
import { samplerFor } from '../../../solvers/particles/samplerFor.ts';
import { uniformCube } from './box.ts';
import { chiSquare, chiSquareOfTwo } from './statistics.ts';

const SAMPLES = 10000;

/** Schemes that are exact at rest, a sub-step, and the time between samples: what is counted of them is correlated by less than 0.02. */
const exact: readonly (readonly [SchemeName, number, number])[] = [
  ['events', 0.05, 0.2],
  ['events', 0.4, 0.4],
  ['rejection', 0.05, 0.4],
];

/** How often three disks in the unit square are in each cell of the space of their states. */
function counted(
  [scheme, substep, every]: (typeof exact)[number],
  epsilon: number,
  periodic: boolean,
  cells: number,
  cellOf: (positions: Float64Array) => number,
): Float64Array {
  const model = particleModel({
    ...{ particles: 3, epsilon, pair: hardSphere() },
    initial: uniformCube(2, 1, 3, periodic),
  });
  const only = scheme === 'rejection' ? { steadyStateOnly: true } : {};
  const sampler = samplerFor('test', model, { scheme, substep, ...only });
  const state = new Float64Array(6);
  const counts = new Float64Array(cells);
  sampler.start(state, 0);
  for (let k = 1; k <= SAMPLES; k++) {
    sampler.advance(state, 0, k, every);
    counts[cellOf(state)]++;
  }
  return counts;
}

describe('three disks on a torus: the distance of two of them', () => {
  const epsilon = 0.25;
  const disk = Math.PI * epsilon ** 2;
  /** The area that two disks of radius ε have in common at a distance of r ≤ 2ε. */
  const lens = (r: number): number =>
    2 * epsilon ** 2 * Math.acos(r / (2 * epsilon)) - 0.5 * r * Math.sqrt(4 * epsilon ** 2 - r * r);
  const midpoints = (f: (r: number) => number, a: number, b: number): number => {
    const h = (b - a) / 1000;
    return h * Array.from({ length: 1000 }, (_, k) => f(a + (k + 0.5) * h)).reduce((s, v) => s + v, 0);
  };
  // The third has the area that the two leave, which is 1 − 2πε² from r = 2ε = 1/2 on; images are further.
  const weight = (r: number): number => 2 * Math.PI * r * (1 - 2 * disk + lens(r));
  const whole =
    (1 - disk) * (1 - 2 * disk) + midpoints((r) => 2 * Math.PI * r * lens(r), epsilon, 2 * epsilon);
  const edges = Array.from({ length: 11 }, (_, k) => epsilon * (1 + k / 10));
  const near = edges.slice(1).map((end, k) => midpoints(weight, edges[k], end) / whole);
  const expected = [...near, 1 - near.reduce((s, p) => s + p, 0)].map((p) => p * SAMPLES);

  const cellOf = (x: Float64Array): number => {
    const [dx, dy] = [0, 1].map((k) => Math.abs(x[k] - x[2 + k]));
    const r = Math.hypot(Math.min(dx, 1 - dx), Math.min(dy, 1 - dy));
    return Math.max(0, Math.min(10, Math.floor(10 * (r / epsilon - 1))));
  };

  test.each(exact)('by %s at a sub-step of %d', (...by) => {
    expect(Math.abs(chiSquare(counted(by, epsilon, true, 11, cellOf), expected))).toBeLessThan(4);
  });
});

describe('three disks between walls: the shortest and the longest distance, and how many coordinates are near a wall', () => {
  const epsilon = 0.4;
  const distances = (x: Float64Array): number[] =>
    [0, 2, 4].map((i) => Math.hypot(x[i] - x[(i + 2) % 6], x[i + 1] - x[(i + 3) % 6])).sort((a, b) => a - b);
  const quarter = (value: number, from: number, width: number): number =>
    Math.max(0, Math.min(3, Math.floor((value - from) / width)));
  const cellOf = (x: Float64Array): number => {
    const [shortest, , longest] = distances(x);
    const beside = x.reduce((n, v) => n + (v < 0.1 || v > 0.9 ? 1 : 0), 0);
    return 16 * quarter(shortest, epsilon, 0.07) + 4 * quarter(longest, 0.65, 0.15) + Math.min(3, beside);
  };
  // Thrown until none overlap: what the law is, with no step in time.
  const thrown = new Float64Array(64);
  const throws = new Float64Array(6);
  for (let k = 0; k < 300000; k++) {
    fillUniform(throws, { seed: 2, realisation: 0 }, k);
    if (distances(throws)[0] >= epsilon) thrown[cellOf(throws)]++;
  }

  test.each(exact)('by %s at a sub-step of %d', (...by) => {
    expect(Math.abs(chiSquareOfTwo(counted(by, epsilon, false, 64, cellOf), thrown))).toBeLessThan(4);
  });

  test('the paper’s push at a long sub-step has another law', () => {
    expect(
      chiSquareOfTwo(counted(['mirror', 0.05, 0.2], epsilon, false, 64, cellOf), thrown),
    ).toBeGreaterThan(8);
  });
});
