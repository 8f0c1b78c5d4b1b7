import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDensity } from '../../src/density/density.ts';
import { isLocalEnergy } from '../../src/energy/index.ts';
import { ArgumentError, UnknownNameError } from '../../src/errors/index.ts';
import { grid } from '../../src/grid/index.ts';
import * as ottoflow from '../../src/index.ts';
import { faceMeanNames } from '../../src/mean/index.ts';
import {
  densities,
  energies,
  faceMeans,
  gradientFlows,
  grids,
  localEnergies,
  pairPotentials,
  particleModels,
  timeSteps,
} from '../../src/testing/index.ts';
import { bounded, fermi } from '../energy/samples.ts';

const sample = <T>(arbitrary: fc.Arbitrary<T>, n = 300): T[] => fc.sample(arbitrary, { numRuns: n, seed: 7 });
const line = grid([[0, 2]], [10]);

describe('grids', () => {
  test('of every dimension and boundary, small', () => {
    const all = sample(grids({ maxCells: 6 }));
    expect(new Set(all.map((g) => g.dimension))).toEqual(new Set([1, 2, 3]));
    expect(all.some((g) => g.size === 1)).toBe(true);
    for (const g of all) expect(Math.max(...g.shape)).toBeLessThanOrEqual(6);
    for (const periodic of [true, false])
      expect(all.some((g) => g.axes.every((a) => a.periodic === periodic))).toBe(true);
  });

  test('as asked', () => {
    for (const g of sample(grids({ dimensions: [2], periodic: false, maxCells: 4 }))) {
      expect(g.dimension).toBe(2);
      expect(g.axes.every((a) => !a.periodic && a.cells <= 4)).toBe(true);
    }
    expect(() => grids({ dimensions: [4] })).toThrow(ArgumentError);
    expect(() => grids({ maxCells: 2 })).toThrow('maxCells is 2; allowed: an integer ≥ 3');
    // @ts-expect-error it is called dimensions
    expect(() => grids({ dimension: [1] })).toThrow(UnknownNameError);
  });
});

describe('densities', () => {
  test('are densities of mass 1, of all kinds', () => {
    const all = sample(densities(line));
    for (const p of all) {
      checkDensity(p.values, line);
      expect(p.mass).toBeCloseTo(1, 12);
    }
    const ratio = (p: Float64Array) => Math.min(...p) / Math.max(...p);
    expect(all.some(({ values }) => ratio(values) === 0)).toBe(true);
    expect(all.some(({ values }) => ratio(values) === 1)).toBe(true);
    expect(all.some(({ values }) => ratio(values) > 0 && ratio(values) < 1e-9)).toBe(true);
    expect(all.some(({ values }) => Math.max(...values) > 0.999 * values.reduce((a, b) => a + b))).toBe(true);
  });

  test('have no empty cells if told so', () => {
    for (const { values } of sample(densities(line, { vacuum: false })))
      expect(Math.min(...values)).toBeGreaterThan(0);
  });

  test('stay in a domain, and off its ends if told so', () => {
    for (const energy of [fermi(), bounded()]) {
      const { domain } = energy.capabilities;
      const [lower, upper] = domain;
      const all = sample(densities(line, { domain }));
      for (const { values } of all) expect(values.every((v) => v >= lower && v <= upper)).toBe(true);
      expect(all.some(({ values }) => values.includes(lower))).toBe(true);
      expect(all.some(({ values }) => values.includes(upper))).toBe(true);
      for (const { values } of sample(densities(line, { domain, vacuum: false })))
        expect(values.every((v) => v > lower && v < upper)).toBe(true);
    }
    expect(() => densities(line, { domain: [1, 1] })).toThrow(ArgumentError);
  });

  test('are nearly uniform if told so', () => {
    const all = sample(densities(line, { nearUniform: true }));
    const off = all.map(({ values }) => Math.max(...values) / Math.min(...values) - 1);
    expect(off.some((d) => d > 0 && d < 1e-8)).toBe(true);
  });

  test('shrink to something simple', () => {
    const result = fc.check(
      fc.property(densities(line), ({ values }) => Math.max(...values) < 4),
      { seed: 3 },
    );
    const [smallest] = result.counterexample ?? [];
    expect(new Set(smallest?.values).size).toBeLessThanOrEqual(3);
  });
});

test('energies are composed of everything there is, local ones of local terms', () => {
  const all = sample(energies());
  const kinds = new Set(all.flatMap((e) => e.terms.map((t) => t.kind)));
  expect(kinds).toEqual(new Set(['internal', 'potential', 'interaction']));
  for (const energy of sample(localEnergies())) {
    expect(isLocalEnergy(energy)).toBe(true);
    expect(energy.terms.some((t) => t.kind === 'internal')).toBe(true);
  }
  const finite = grid(
    [
      [0, 1],
      [0, 1],
    ],
    [2, 2],
  );
  for (const energy of all.slice(0, 50))
    expect(energy.on(finite).value(new Float64Array(4).fill(1))).toBeTypeOf('number');
});

test('face means are all of them', () => {
  expect(new Set(sample(faceMeans()).map((m) => m.name))).toEqual(new Set(faceMeanNames));
});

test('time steps go over the decades', () => {
  const all = sample(timeSteps());
  for (let e = -6; e < -1; e++) expect(all.some((t) => t >= 10 ** e && t < 10 ** (e + 1))).toBe(true);
  for (const t of sample(timeSteps({ min: 1e-3, max: 1e-3 }))) expect(t).toBe(1e-3);
  expect(() => timeSteps({ min: 0 })).toThrow(ArgumentError);
  expect(() => timeSteps({ min: 2, max: 1 })).toThrow('max is 1; allowed: a number of at least min, 2');
});

test('gradient flows start in the domain of their energy', () => {
  const flows = gradientFlows({
    energies: fc.constantFrom(fermi(), bounded()),
    grids: grids({ dimensions: [1] }),
  });
  for (const flow of sample(flows, 100)) {
    const [lower, upper] = flow.energy.capabilities.domain;
    expect(flow.initial.values.every((v) => v >= lower && v <= upper)).toBe(true);
  }
});

test('pair potentials have excluded volume, and models room', () => {
  const space = grid(
    [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
    [3, 3, 3],
  );
  for (const box of [line, space]) {
    for (const pair of sample(pairPotentials(box.dimension), 30))
      expect(pair.excludedVolume(box.dimension)).toBeGreaterThan(0);
    const models = sample(particleModels(box), 50);
    expect(models.some((m) => m.external === null)).toBe(true);
    expect(models.every((m) => m.particles * m.epsilon <= 1)).toBe(true);
  }
});

test('samples are written as the code that makes them again', () => {
  const plane = grids({ dimensions: [1, 2], maxCells: 4 });
  const names = Object.keys(ottoflow);
  const made = (code: string): unknown =>
    new Function(...names, `return ${code}`)(...Object.values(ottoflow));
  for (const box of sample(plane, 20)) expect(made(fc.stringify(box))).toEqual(box);
  for (const energy of sample(energies({ bounded: true }), 60)) {
    const again = made(fc.stringify(energy));
    const box = grid([[-1, 1]], [3]);
    const p = Float64Array.of(0.1, 0.2, 0.3);
    if (!isEnergy(again)) throw new Error(`no energy: ${fc.stringify(energy)}`);
    expect(again.on(box).value(p)).toBe(energy.on(box).value(p));
    expect(again.capabilities.displacementConvexity(1)).toBe(energy.capabilities.displacementConvexity(1));
  }
  const flows = gradientFlows({ energies: localEnergies(), grids: plane });
  for (const flow of sample(flows, 20)) {
    const again = made(fc.stringify(flow));
    expect(again).toMatchObject({ initial: { values: flow.initial.values }, name: flow.name });
  }
  for (const model of sample(particleModels(line), 20))
    expect(made(fc.stringify(model))).toMatchObject({ epsilon: model.epsilon, particles: model.particles });
});

function isEnergy(value: unknown): value is ottoflow.Energy {
  return typeof value === 'object' && value !== null && 'capabilities' in value && 'on' in value;
}

test('the same seed gives the same samples', () => {
  const once = () => sample(densities(line), 20).map((p) => Array.from(p.values));
  expect(once()).toEqual(once());
});
