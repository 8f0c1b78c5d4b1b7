import { CapabilityError, hardSphere, particleModel, powerLaw, yukawa } from 'ottoflow';
import { stepHalving } from 'ottoflow/solvers';
import { expect, test } from 'vitest';
import { stripOfSquare, uniformCube } from './box.ts';

test('a sub-step that is short enough and its half agree, one that is much too long does not', () => {
  const well = particleModel({
    particles: 30,
    epsilon: 0.01,
    pair: yukawa(),
    external: (x) => 10 * (x - 0.5) ** 2,
    initial: stripOfSquare(0.1, 0.3, 10),
  });
  const options = { times: [0.04], realisations: 200, scheme: 'points' } as const;
  const [fine] = stepHalving(well, { ...options, substep: 5e-4 });
  expect(Math.max(...fine.mean.map(Math.abs), ...fine.meanSquare.map(Math.abs))).toBeLessThan(4);
  // Euler's mean after one step is 1 − κt instead of e^{−κt}, κt = 0.8.
  const [coarse] = stepHalving(well, { ...options, substep: 0.04 });
  expect(coarse.mean[0]).toBeLessThan(-8);
  expect(Math.abs(coarse.mean[1])).toBeLessThan(4);
});

test('capped displacements are told, and exact samplers refused', () => {
  const pair = powerLaw(12);
  const soft = particleModel({ particles: 40, epsilon: 0.05, pair, initial: uniformCube(2, 1, 4) });
  const [{ counted }] = stepHalving(soft, { times: [0.004], realisations: 2, substep: 1e-3, sweeps: 10 });
  expect(counted).toBeGreaterThan(10);
  const rods = particleModel({
    epsilon: 0.05,
    pair: hardSphere(),
    particles: 3,
    initial: uniformCube(1, 1, 4),
  });
  expect(() => stepHalving(rods, { times: [0.01], realisations: 2 })).toThrow(CapabilityError);
});
