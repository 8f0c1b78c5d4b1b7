import {
  type Check,
  Density,
  type Evidence,
  excludedVolume,
  gradientFlow,
  grid,
  hardSphere,
  l1Distance,
  nonInteracting,
  orderOfConvergence,
  parametersOf,
} from 'ottoflow';
import { coarseGraining } from 'ottoflow/problems';
import { faceFluxNames, finiteVolume } from 'ottoflow/solvers';
import { expect, test } from 'vitest';
import { equilibriumEvidence } from '../../../../problems/paper/coarseGraining/equilibrium.ts';
import { independent, stepOf } from '../../../../problems/paper/coarseGraining/independent.ts';
import { hardLadder } from '../../../../problems/paper/coarseGraining/ladders.ts';
import { lemmaDefect } from '../../../../problems/paper/coarseGraining/lemmaDefect.ts';
import { levelOf } from '../../../../problems/paper/coarseGraining/levels.ts';
import { productEvidence } from '../../../../problems/paper/coarseGraining/products.ts';
import { densityAt, external, pairOf, start } from '../../../../problems/paper/coarseGraining/setting.ts';

const context = {
  parameters: parametersOf(coarseGraining),
  cells: [40, 40],
  seed: 1,
  full: false,
  progress: () => undefined,
};

function checksOf(evidence: Iterable<Evidence>): Check[] {
  return [...evidence].flatMap((e) => (e.kind === 'check' ? [e.check] : []));
}

test('without interaction two particles are one, twice', () => {
  const checks = checksOf(productEvidence(context));
  expect(checks.length).toBeGreaterThan(3);
  for (const { name, pass } of checks) expect({ name, pass }).toEqual({ name, pass: true });
});

test.each(faceFluxNames)(
  'a step of p ⊗ p leaves the products at second order in τ: %s flows of products are products',
  (flux) => {
    const flows = independent(12);
    const steps = [1e-4, 5e-5, 2.5e-5];
    const away = steps.map((tau) => stepOf(flows, finiteVolume({ timeStep: tau, flux }), tau).fromProduct);
    expect(orderOfConvergence(steps, away).order).toBeCloseTo(2, 1);
  },
);

test('equilibria of rods: the linear equation is off by ε, (1.7) by ε²', () => {
  for (const { name, pass } of checksOf(equilibriumEvidence()))
    expect({ name, pass }).toEqual({ name, pass: true });
});

test('a grid on which no order can be seen is refused', () => {
  expect(() => hardLadder({ ...context, cells: [30, 30] })).toThrow(/cells is 30; allowed: an integer ≥ 40/);
});

test('two rods: the orders of Proposition 1 on a coarse grid', () => {
  const levels = [4, 2, 1].map((rod) => levelOf(hardSphere(), rod / 40, 40, 1e-2));
  const order = (name: 'ideal' | 'secondVirial'): number =>
    orderOfConvergence(
      levels.map(({ epsilon }) => epsilon),
      levels.map(({ errors }) => errors.get(name) ?? Number.NaN),
    ).order;
  expect(order('ideal')).toBeGreaterThan(0.9);
  expect(order('ideal')).toBeLessThan(1.2);
  expect(order('secondVirial')).toBeGreaterThan(1.75);
});

test('what Lemma 1 misses is what (1.6) and (3.16) make of it, and nothing at rest', () => {
  const cells = 40;
  const time = 0.02;
  const outer = start(cells);
  const model = pairOf(hardSphere(), 0.1, cells);
  const lemma = (q: Density, a: number): Density =>
    new Density(
      q.grid,
      q.values.map((v) => v * (q.mass - a * v)),
    );
  const misses = [0.04, 0.02, 0.01].map((a) => {
    const q = densityAt(gradientFlow({ energy: nonInteracting(model), initial: outer }), time, 1e-3);
    const p0 = lemma(outer, a);
    const energy = nonInteracting(model).plus(excludedVolume(a));
    const p = densityAt(gradientFlow({ energy, initial: p0 }), time, 1e-3);
    const predicted = lemma(q, a).values.map((v, i) => v + lemmaDefect(outer, a, time).values[i]);
    return { a, with: l1Distance(p, new Density(p.grid, predicted)), without: l1Distance(p, lemma(q, a)) };
  });
  const order = (kind: 'with' | 'without'): number =>
    orderOfConvergence(
      misses.map(({ a }) => a),
      misses.map((m) => m[kind]),
    ).order;
  expect(order('without')).toBeCloseTo(1, 1);
  expect(order('with')).toBeGreaterThan(1.6);
  const line = grid([[-0.5, 0.5]], [cells]);
  const rest = new Density(
    line,
    line.centres(0).map((x) => Math.exp(-external(x))),
  );
  for (const r of lemmaDefect(rest, 0.1, 0.01).values) expect(Math.abs(r)).toBeLessThan(1e-12);
});
