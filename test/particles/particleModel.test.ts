import {
  ArgumentError,
  density,
  gaussian,
  grid,
  hardSphere,
  particleModel,
  UnknownNameError,
  uniform,
} from 'ottoflow';
import { expect, test } from 'vitest';

const line = grid([[-0.5, 0.5]], [20]);
const good = { particles: 100, epsilon: 0.0015, pair: hardSphere(), initial: uniform(line) };

test('fills in the box of the grid and no external potential', () => {
  const model = particleModel(good);
  expect(model.box).toEqual([[-0.5, 0.5]]);
  expect(model.external).toBeNull();
  expect(particleModel({ ...good, box: [[-0.5, 0.5]], external: (x) => x }).box).toEqual(model.box);
});

test.each([
  ['particles', { particles: 0 }],
  ['particles', { particles: 2.5 }],
  ['epsilon', { epsilon: 0 }],
  ['epsilon', { epsilon: NaN }],
  ['box', { box: [[-0.5, 0.4]] as const }],
  ['initial.mass', { initial: uniform(line, { mass: 2 }) }],
  ['external(-0.475', { external: (x: number) => 1 / Math.max(0, x) }],
])('%s out of range is refused by name', (name, wrong) => {
  expect(() => particleModel({ ...good, ...wrong })).toThrow(ArgumentError);
  expect(() => particleModel({ ...good, ...wrong })).toThrow(name);
});

test('a misspelt field is refused', () => {
  const wrong = { ...good, extern: null };
  expect(() => particleModel(wrong)).toThrow(UnknownNameError);
});

test('more hard particles than fit are refused, as many as fit are not', () => {
  // Eleven rod centres 0.1 apart fill [−0.5, 0.5].
  expect(particleModel({ ...good, particles: 10, epsilon: 0.1 }).particles).toBe(10);
  expect(() => particleModel({ ...good, particles: 12, epsilon: 0.1 })).toThrow(
    /at most 1[01] hard particles/,
  );
  expect(() => particleModel({ ...good, pair: gaussian(), particles: 1000, epsilon: 0.1 })).not.toThrow();
  const square = density(
    grid(
      [
        [0, 1],
        [0, 1],
      ],
      [4, 4],
    ),
    () => 1,
  );
  // A square lattice of 11 × 11 disks of diameter 0.1 has its centres in the unit square.
  expect(particleModel({ ...good, particles: 121, epsilon: 0.1, initial: square }).particles).toBe(121);
  expect(() => particleModel({ ...good, particles: 150, epsilon: 0.1, initial: square })).toThrow(
    /at most 139/,
  );
});
