import {
  CapabilityError,
  gaussian,
  grid,
  hardSphere,
  meanField,
  nonInteracting,
  particleModel,
  uniform,
  yukawa,
} from 'ottoflow';
import { expect, test } from 'vitest';
import { cubeModel } from './models.ts';

test('is entropy plus V plus (N − 1) pairs, by the direct double sum', () => {
  const line = grid([[-0.5, 0.5]], [12]);
  const V = (x: number): number => 5 * x * x;
  const model = particleModel({
    particles: 30,
    epsilon: 0.2,
    pair: gaussian(0.4),
    external: V,
    initial: uniform(line),
  });
  const p = Float64Array.from({ length: 12 }, (_, i) => 0.3 + 0.1 * i);
  const x = line.centres(0);
  const h = line.cellVolume;
  let expected = 0;
  for (let i = 0; i < 12; i++) {
    expected += h * p[i] * (Math.log(p[i]) + V(x[i]));
    for (let j = 0; j < 12; j++)
      expected += 0.5 * 29 * h * h * p[i] * p[j] * 0.4 * Math.exp(-(((x[i] - x[j]) / 0.2) ** 2));
  }
  const energy = meanField(model);
  expect(energy.locality).toBe('nonlocal');
  expect(energy.on(line).value(p)).toBeCloseTo(expected, 12);
});

test('in two dimensions the kernel is isotropic', () => {
  const model = cubeModel(2, 10, 0.5, gaussian());
  const { grid: square } = model.initial;
  const p = new Float64Array(16);
  p[0] = 8;
  p[6] = 8;
  // Cells (0, 0) and (1, 2) are (1, 2)/4 apart; every p_i h² is 1/2.
  const pair = Math.exp(-(5 / 16) / 0.25);
  const expected = Math.log(8) + 0.5 * 9 * 0.25 * (2 + 2 * pair);
  expect(meanField(model).on(square).value(p)).toBeCloseTo(expected, 12);
});

test('singular potentials are refused, with what to use instead', () => {
  for (const pair of [hardSphere(), yukawa()])
    expect(() => meanField(cubeModel(2, 10, 0.1, pair))).toThrow(/finite at r = 0.*coarseGrain/);
  expect(() => meanField(cubeModel(2, 10, 0.1, yukawa()))).toThrow(CapabilityError);
});

test('on a circle a long range is no broken promise', () => {
  const circle = grid([[0, 1]], [8], { periodic: [true] });
  const model = particleModel({ particles: 3, epsilon: 0.4, pair: gaussian(), initial: uniform(circle) });
  const p = new Float64Array(8);
  p[0] = p[6] = 4;
  // Cells 0 and 6 are 1/4 apart, the shorter way round.
  const expected = Math.log(4) + 0.5 * 2 * 0.25 * (2 + 2 * Math.exp(-((0.25 / 0.4) ** 2)));
  expect(meanField(model).on(circle).value(p)).toBeCloseTo(expected, 12);
});

test('a single particle interacts with nobody', () => {
  const model = cubeModel(1, 1, 0.1, gaussian());
  expect(meanField(model).locality).toBe('local');
});

test('without interaction: (1.3) per particle', () => {
  const line = grid([[0, 1]], [4]);
  const model = particleModel({
    particles: 7,
    epsilon: 0.1,
    pair: yukawa(),
    external: (x) => x,
    initial: uniform(line),
  });
  const p = Float64Array.of(1, 2, 0, 1);
  expect(nonInteracting(model).on(line).value(p)).toBeCloseTo(
    (2 * Math.log(2) + 0.125 + 2 * 0.375 + 0.875) / 4,
    14,
  );
  expect(nonInteracting(model).locality).toBe('local');
});
