import { CapabilityError, hardSphere, particleModel } from 'ottoflow';
import { effectiveAlpha, ensemble } from 'ottoflow/solvers';
import { expect, test } from 'vitest';
import { samplerFor } from '../../../solvers/particles/samplerFor.ts';
import { stripOfSquare, uniformCube } from './box.ts';
import { chiSquare } from './statistics.ts';

const disks = particleModel({
  particles: 30,
  epsilon: 0.08,
  pair: hardSphere(),
  initial: stripOfSquare(0, 1, 10),
});
const steadyStateOnly = true;

test('is refused unless nothing but the steady state is asked for', () => {
  const run = (): unknown => ensemble(disks, { times: [0.001], scheme: 'rejection' });
  expect(run).toThrow(CapabilityError);
  expect(run).toThrow(/right at rest only: choose "events", or say steadyStateOnly: true/);
  const { frames } = ensemble(disks, {
    times: [0.01],
    scheme: 'rejection',
    steadyStateOnly,
    realisations: 2,
  });
  expect(frames[0].overlaps).toBe(0);
  expect(frames[0].counted).toBeGreaterThan(10);
  expect(() => ensemble(disks, { times: [0.001], steadyStateOnly })).toThrow(/knows no steadyStateOnly/);
});

test('keeps the law of the distance of two spheres in a periodic box at a long sub-step', () => {
  const epsilon = 0.35;
  const model = particleModel({
    particles: 2,
    epsilon,
    pair: hardSphere(),
    initial: uniformCube(2, 1, 4, true),
  });
  const sampler = samplerFor('test', model, { scheme: 'rejection', steadyStateOnly, substep: 0.02 });
  const state = new Float64Array(4);
  sampler.start(state, 0);
  const counts = new Float64Array(4);
  const samples = 10000;
  for (let k = 1; k <= samples; k++) {
    sampler.advance(state, 0, k, 0.2);
    const [dx, dy] = [Math.abs(state[0] - state[2]), Math.abs(state[1] - state[3])];
    const r = Math.hypot(Math.min(dx, 1 - dx), Math.min(dy, 1 - dy));
    counts[r > 0.5 ? 3 : Math.floor((r - epsilon) / 0.05)]++;
  }
  const area = (r: number): number => Math.PI * r * r;
  const room = 1 - area(epsilon);
  const expected = [0.35, 0.4, 0.45].map((r) => (samples * (area(r + 0.05) - area(r))) / room);
  expect(Math.abs(chiSquare(counts, [...expected, (samples * (1 - area(0.5))) / room]))).toBeLessThan(4);
});

test('excludes π ε² at rest', () => {
  const { value, standardError } = effectiveAlpha(disks, { scheme: 'rejection' });
  expect(Math.abs(value - Math.PI)).toBeLessThan(4 * standardError + 0.005);
});
