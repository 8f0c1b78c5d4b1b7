import {
  density,
  type Energy,
  type Evidence,
  entropy,
  functional,
  gradientFlow,
  grid,
  indicator,
  interaction,
  internal,
  type Problem,
  parametersOf,
  potential,
  power,
  problem,
} from 'ottoflow';
import { generalChecks } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';

async function evidenceOf(
  p: Problem,
  signal?: AbortSignal,
): Promise<{ all: Evidence[]; fractions: number[] }> {
  const all: Evidence[] = [];
  const fractions: number[] = [];
  const progress = (_: string, fraction: number): void => void fractions.push(fraction);
  const context = { parameters: parametersOf(p), cells: p.defaults.cells, seed: 1, full: false, progress };
  for await (const e of generalChecks(p, signal === undefined ? context : { ...context, signal }))
    all.push(e);
  return { all, fractions };
}

const names = (all: readonly Evidence[]): string[] =>
  all.flatMap((e) => (e.kind === 'check' ? [e.check.name] : []));
const failing = (all: readonly Evidence[]): string[] =>
  all.flatMap((e) => (e.kind === 'check' && !e.check.pass ? [e.check.name] : []));
const notes = (all: readonly Evidence[]): string[] => all.flatMap((e) => (e.kind === 'note' ? [e.note] : []));

const line = (cells: readonly number[]): ReturnType<typeof grid> => grid([[-1, 1]], cells);
const bump = (x: number): number => 1 + 0.5 * Math.cos(Math.PI * x);
const defaults = { cells: [32], until: 0.1, timeStep: 0.01 };

const good: Problem[] = [
  problem({
    name: 'Fokker–Planck',
    defaults,
    flow: (_, cells) =>
      gradientFlow({
        energy: entropy().plus(potential((x) => 2 * x * x)),
        initial: indicator(line(cells), [[0.2, 0.6]]),
      }),
  }),
  problem({
    name: 'porous medium with a wall of vacuum',
    defaults,
    flow: (_, cells) => gradientFlow({ energy: power(3), initial: indicator(line(cells), [[-0.3, 0.3]]) }),
  }),
  problem({
    name: 'at rest',
    defaults,
    flow: (_, cells) => gradientFlow({ energy: entropy(), initial: density(line(cells), () => 1) }),
  }),
];

describe('generalChecks', () => {
  test.each(good.map((p) => [p.name, p] as const))('%s: everything holds', async (_, p) => {
    const { all, fractions } = await evidenceOf(p);
    expect(failing(all)).toEqual([]);
    expect(notes(all)).toEqual([]);
    for (const part of ['jko/newton: ', 'finite-volume/implicit: ', 'W²/(2τ)', 'mass', 'L¹ distance'])
      expect(names(all).some((name) => name.includes(part))).toBe(true);
    expect(all.map((e) => e.kind).slice(-3)).toEqual(['table', 'figure', 'figure']);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions[fractions.length - 1]).toBeCloseTo(1, 6);
  });

  const aggregation = (energy: Energy): Problem =>
    problem({
      name: 'aggregation',
      defaults: { ...defaults, until: 0.02 },
      flow: (_, cells) => gradientFlow({ energy, initial: density(line(cells), bump) }),
    });

  test('an energy with interactions is bounded by that of its steady state where that is the minimum', async () => {
    const { all } = await evidenceOf(aggregation(entropy().plus(interaction((x) => Math.exp(-x * x)))));
    expect(failing(all)).toEqual([]);
    for (const who of ['jko/newton', 'finite-volume/implicit'])
      expect(names(all)).toContain(`${who}: smallest energy above that of the steady state`);
    const { all: attracting } = await evidenceOf(
      aggregation(entropy().plus(interaction((x) => -2 * Math.exp(-x * x)))),
    );
    expect(failing(attracting)).toEqual([]);
    expect(names(attracting).some((name) => name.includes('steady state'))).toBe(false);
  });

  test('a black box is run by the methods that take it; a note says why not by the others', async () => {
    const firstVariation = (
      out: Float64Array,
      p: Float64Array,
      { cellVolume }: { cellVolume: number },
    ): number => {
      for (let i = 0; i < p.length; i++) out[i] = p[i];
      return 0.5 * cellVolume * p.reduce((s, v) => s + v * v, 0);
    };
    const { all } = await evidenceOf(
      aggregation(entropy().plus(functional({ firstVariation, convex: true }))),
    );
    expect(failing(all)).toEqual([]);
    expect(names(all).some((name) => name.startsWith('finite-volume/explicit'))).toBe(true);
    expect(notes(all).some((note) => note.startsWith('Not run by finite-volume/implicit: '))).toBe(true);
  });

  test('a bound on p is run by the methods that take it', async () => {
    const boxed = internal({ U: (p) => p * p, dU: (p) => 2 * p, d2U: () => 2, domain: [0, 1] });
    const { all } = await evidenceOf(
      problem({
        name: 'crowd',
        defaults: { ...defaults, until: 0.03 },
        flow: (_, cells) => gradientFlow({ energy: boxed, initial: indicator(line(cells), [[-0.5, 0.5]]) }),
      }),
    );
    expect(failing(all)).toEqual([]);
    for (const who of ['jko/newton', 'finite-volume/implicit'])
      expect(names(all).some((name) => name.startsWith(who))).toBe(true);
  });

  const liars: [string, Energy][] = [
    [
      'of the wrong sign',
      functional({
        firstVariation(out, p, box) {
          for (let i = 0; i < p.length; i++) out[i] = -p[i];
          return 0.5 * box.cellVolume * p.reduce((s, v) => s + v * v, 0);
        },
      }),
    ],
    ['of the wrong size', internal({ U: (p) => p * p, dU: (p) => 3 * p, d2U: () => 3, check: false })],
    // δ½∬Wpp is W∗p for even W alone; this one is not even, so its symmetric part is the derivative.
    [
      'of a kernel that is not even',
      functional({
        firstVariation(out, p, box) {
          const x = box.centres(0);
          let value = 0;
          for (let i = 0; i < p.length; i++) {
            out[i] = p.reduce((s, pj, j) => s + box.cellVolume * Math.exp(x[i] - x[j]) * pj, 0);
            value += 0.5 * box.cellVolume * p[i] * out[i];
          }
          return value;
        },
      }),
    ],
  ];
  test.each(liars)('a first variation %s is found out, and nothing is run on it', async (_, energy) => {
    const { all } = await evidenceOf(
      problem({
        name: 'wrong',
        defaults,
        flow: (__, cells) => gradientFlow({ energy, initial: density(line(cells), bump) }),
      }),
    );
    expect(failing(all)).toEqual(['first variation against differences of E, relative']);
    expect(names(all)).toHaveLength(1);
    expect(notes(all)[0]).toMatch(/^Nothing was run/);
  });

  test('a raised signal ends it', async () => {
    await expect(evidenceOf(good[0], AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});
