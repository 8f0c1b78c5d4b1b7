import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  coarseGrain,
  entropy,
  gradientFlow,
  grid,
  hardSphere,
  interaction,
  particleModel,
  saturating,
  solve,
  uniform,
} from 'ottoflow';
import { bibtex, cite, finiteVolume, jko, particles, references } from 'ottoflow/solvers';
import { expect, test } from 'vitest';

const line = grid([[0, 1]], [8]);
const initial = uniform(line, { mass: 0.5 });
const flow = gradientFlow({ energy: entropy(), initial });
const until = { until: 0.01 };
const keys = (run: Parameters<typeof cite>[0]): string[] => cite(run).map(({ key }) => key);

test('docs/references.bib is what the references are', () => {
  const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'references.bib');
  expect(readFileSync(file, 'utf8')).toBe(bibtex(references));
});

test('keys are in order, each once, and BibTeX can read them', () => {
  const all = references.map(({ key }) => key);
  expect(all).toEqual([...new Set(all)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  expect(all.filter((key) => !/^[A-Za-z]+\d*$/.test(key))).toEqual([]);
  for (const { fields } of references)
    for (const value of Object.values(fields)) expect(value.split('{').length).toBe(value.split('}').length);
});

test('a run cites its solver, and what its settings are from', () => {
  const plain = solve(flow, jko({ timeStep: 0.01 }), until);
  const own = ['BenamouBrenier2000', 'JordanKinderlehrerOtto1998', 'Mehrotra1992', 'Otto2001', 'ottoflow'];
  expect(keys(plain)).toEqual(own);
  const two = solve(flow, jko({ timeStep: 0.01, order: 2, faceMean: 'logarithmic' }), until);
  expect(keys(two).filter((key) => !own.includes(key))).toEqual(['HairerWanner1996', 'Maas2011']);
  const adaptive = solve(flow, finiteVolume({ timeStep: 0.01, adaptive: { tolerance: 1e-2 } }), until);
  expect(keys(adaptive)).toEqual(['BailoCarrilloHu2020', 'Gustafsson1991', 'ottoflow']);
  const upwinded = solve(flow, finiteVolume({ timeStep: 0.01, flux: 'scharfetterGummel' }), until);
  expect(keys(upwinded)).toContain('ScharfetterGummel1969');
});

test('and what its flow is from', () => {
  const crowded = gradientFlow({ energy: entropy(), initial, mobility: saturating(1) });
  expect(keys(solve(crowded, finiteVolume({ timeStep: 0.01 }), until))).toContain(
    'DolbeaultNazaretSavare2009',
  );
  const nonlocal = gradientFlow({ energy: entropy().plus(interaction((x) => x ** 2)), initial });
  const split = jko({ method: 'primalDual', timeStep: 0.01 });
  expect(keys(solve(nonlocal, split, until))).toEqual(expect.arrayContaining(['Condat2013', 'Vu2013']));
  expect(keys(solve(flow, split, until))).not.toContain('Condat2013');
  const start = uniform(line, { mass: 1 });
  const rods = particleModel({ particles: 5, epsilon: 0.01, pair: hardSphere(), initial: start });
  const ofRods = gradientFlow({ energy: coarseGrain(rods), initial: start });
  const sampled = solve(ofRods, particles(rods, { realisations: 2, timeStep: 0.01 }), until);
  expect(keys(sampled)).toEqual(
    expect.arrayContaining(['BrunaBurgerCarrillo2020', 'RodenbeckKargerHahn1998', 'Tonks1936']),
  );
  const sides = [0, 1] as const;
  const plane = uniform(grid([sides, sides], [4, 4]));
  const disks = particleModel({ particles: 3, epsilon: 0.01, pair: hardSphere(), initial: plane });
  const ofDisks = gradientFlow({ energy: coarseGrain(disks, { closure: 'scaledParticle' }), initial: plane });
  const collided = solve(ofDisks, particles(disks, { realisations: 2, timeStep: 0.01 }), until);
  expect(keys(collided)).toEqual(
    expect.arrayContaining(['HelfandFrischLebowitz1961', 'ScalaVoigtmannDeMichele2007']),
  );
});
