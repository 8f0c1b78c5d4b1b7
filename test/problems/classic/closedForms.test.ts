import {
  type Bounds,
  type Density,
  type Grid,
  grid,
  l1Distance,
  orderOfConvergence,
  wassersteinDistance,
} from 'ottoflow';
import { barenblattFlow, bb2, type ClosedForm, gaussianFlow } from 'ottoflow/problems';
import { checkOrder } from 'ottoflow/testing';
import { describe, expect, test } from 'vitest';

const box = (bounds: Bounds, cells: number, dimension: number): Grid =>
  grid(new Array(dimension).fill(bounds), new Array(dimension).fill(cells));

/** Where cells are fine enough to see second differences, and few enough to be quick. */
const CELLS = [400, 64, 22];
const dimensions = [1, 2, 3];

/** Something off the middle in any dimension. */
const point = (x: readonly [number, number, number], d: number): number[] => x.slice(0, d);

/** Every kind of closed form, in every dimension. */
const forms: readonly {
  readonly name: string;
  readonly make: (d: number) => ClosedForm;
  /** In units of widths: where p is smooth and not tiny. */
  readonly reach: number;
}[] = [
  {
    name: 'porous medium, m = 2',
    reach: 0.6,
    make: (d) =>
      barenblattFlow({
        grid: box([-1.3, 1.3], CELLS[d - 1], d),
        exponent: 2,
        centre: point([0.1, -0.05, 0], d),
        radius: 0.6,
      }),
  },
  {
    name: 'porous medium, m = 3, in a potential',
    reach: 0.6,
    make: (d) =>
      barenblattFlow({
        grid: box([-1.3, 1.3], CELLS[d - 1], d),
        exponent: 3,
        centre: point([0.15, -0.1, 0.05], d),
        radius: 0.6,
        mass: 0.8,
        confinement: 4,
        well: point([-0.1, 0, 0.1], d),
      }),
  },
  {
    name: 'porous medium, m = 1.5, with attraction on a hill',
    reach: 0.6,
    make: (d) =>
      barenblattFlow({
        grid: box([-1.3, 1.3], CELLS[d - 1], d),
        exponent: 1.5,
        centre: point([0.05, 0.02, 0], d),
        radius: 0.7,
        mass: 0.5,
        confinement: -1,
        well: point([0.2, 0, 0], d),
        attraction: 6,
      }),
  },
  {
    name: 'heat',
    reach: 1.5,
    make: (d) =>
      gaussianFlow({
        grid: box([-3, 3], CELLS[d - 1], d),
        mean: point([0.1, -0.2, 0], d),
        deviation: point([0.4, 0.5, 0.6], d),
      }),
  },
  {
    name: 'Ornstein and Uhlenbeck',
    reach: 1.5,
    make: (d) =>
      gaussianFlow({
        grid: box([-3, 3], CELLS[d - 1], d),
        mean: point([0.4, -0.3, 0.2], d),
        deviation: 0.5,
        mass: 2,
        confinement: 3,
        well: point([-0.2, 0.1, 0], d),
      }),
  },
  {
    name: 'heat with attraction in a potential',
    reach: 1.5,
    make: (d) =>
      gaussianFlow({
        grid: box([-3, 3], CELLS[d - 1], d),
        mean: point([0.3, 0, -0.1], d),
        deviation: point([0.6, 0.5, 0.4], d),
        mass: 0.5,
        confinement: 1,
        well: point([0, 0.2, 0], d),
        attraction: 4,
      }),
  },
];

const cases = forms.flatMap((form) => dimensions.map((d) => ({ ...form, d })));

/** The mean and the variance along each axis of cell averages, without what averaging over cells adds. */
function moments({ flow: { grid: on } }: ClosedForm, p: Float64Array, mass: number): number[][] {
  return on.axes.map((axis, k) => {
    const x = on.centres(k);
    const along = (i: number): number => x[Math.floor(i / on.strides[k]) % axis.cells];
    const mean = p.reduce((s, v, i) => s + v * along(i), 0) * (on.cellVolume / mass);
    const square = p.reduce((s, v, i) => s + v * (along(i) - mean) ** 2, 0) * (on.cellVolume / mass);
    return [mean, square - axis.spacing ** 2 / 12];
  });
}

describe.each(cases)('$name in $d dimensions', ({ d, make, reach }) => {
  const exact = make(d);
  const { flow } = exact;
  const TAU = 0.02;

  test('a step is optimal for the energy of the flow: (T(x) − x)/τ = ∇δE at the new density', () => {
    const [from, to] = [exact.iterate(1, TAU), exact.iterate(2, TAU)];
    const density = exact.jkoIterate(2, TAU);
    const variation = new Float64Array(flow.grid.size);
    flow.discrete.firstVariation(variation, density.values);
    let checked = 0;
    let worst = 0;
    for (let i = 0; i < flow.grid.size; i++) {
      const x = flow.grid.centre(i);
      if (Math.hypot(...x.map((v, k) => (v - to.centre[k]) / to.widths[k])) > reach) continue;
      checked++;
      for (let k = 0; k < d; k++) {
        const stride = flow.grid.strides[k];
        const slope = (variation[i + stride] - variation[i - stride]) / (2 * flow.grid.axes[k].spacing);
        const origin = from.centre[k] + (from.widths[k] / to.widths[k]) * (x[k] - to.centre[k]);
        worst = Math.max(worst, Math.abs((origin - x[k]) / TAU - slope));
      }
    }
    expect(checked).toBeGreaterThan(50);
    // δE is quadratic up to averaging over cells, O(h²/w²) of it; differences are exact for quadratics.
    const resolution = Math.max(...flow.grid.axes.map((a, k) => a.spacing / to.widths[k])) ** 2;
    const size = variation.reduce((s, v) => Math.max(s, Number.isFinite(v) ? Math.abs(v) : 0), 0);
    expect(worst).toBeLessThan(resolution * (size / Math.min(...to.widths)));
  });

  test('densities have the placements that are said, by steps and by the PDE', () => {
    const { mass } = flow.initial;
    const placed = [
      [exact.jkoIterate(3, TAU), exact.iterate(3, TAU)],
      [exact.pde(0.05), exact.at(0.05)],
      [flow.initial, exact.at(0)],
    ] as const;
    // The second moment for widths one, from the initial density.
    const unit = moments(exact, flow.initial.values, mass).map(([, v], k) => v / exact.at(0).widths[k] ** 2);
    for (const [density, { centre, widths }] of placed) {
      expect(Math.abs(density.mass / mass - 1)).toBeLessThan(1e-14);
      for (const [k, [mean, variance]] of moments(exact, density.values, mass).entries()) {
        expect(Math.abs(mean - centre[k])).toBeLessThan(1e-3 * widths[k]);
        expect(Math.abs(variance / (unit[k] * widths[k] ** 2) - 1)).toBeLessThan(1e-3);
      }
    }
  });

  test('the distance of a step is that between Gaussians, or of a dilation', () => {
    const { mass } = flow.initial;
    const [from, to] = [exact.iterate(1, TAU), exact.iterate(2, TAU)];
    // W₂² of an affine map x ↦ a + s (x − c) per axis: (a − c)² + (1 − s)² Var.
    const squared = moments(exact, exact.jkoIterate(2, TAU).values, mass).reduce(
      (s, [mean, variance], k) =>
        s + (mean - from.centre[k]) ** 2 + variance * (1 - from.widths[k] / to.widths[k]) ** 2,
      0,
    );
    expect(Math.abs(exact.transport(2, TAU) / Math.sqrt(mass * squared) - 1)).toBeLessThan(0.01);
  });

  test('steps come to the PDE at first order', () => {
    const end = exact.at(0.08);
    const error = (tau: number) => {
      const { centre, widths } = exact.iterate(Math.round(0.08 / tau), tau);
      return Math.hypot(
        ...centre.map((c, k) => c - end.centre[k]),
        ...widths.map((w, k) => w - end.widths[k]),
      );
    };
    checkOrder(orderOfConvergence([0.002, 0.001, 0.0005], error), 1, 0.05);
  });
});

describe('in one dimension', () => {
  const lines = forms.map(({ name, make }) => ({ name, exact: make(1) }));

  test.each(lines)('$name: the distance of a step is that of quantiles', ({ exact }) => {
    const between = wassersteinDistance(exact.jkoIterate(1, 0.02), exact.jkoIterate(2, 0.02));
    expect(Math.abs(exact.transport(2, 0.02) / between - 1)).toBeLessThan(2e-3);
  });

  test.each(lines)('$name: steps of another length do not make E + W₂²/(2τ) smaller', ({ exact }) => {
    const tau = 0.02;
    const old = exact.jkoIterate(1, tau);
    const objective = (p: Density) =>
      exact.flow.discrete.value(p.values) + wassersteinDistance(p, old) ** 2 / (2 * tau);
    const best = objective(exact.jkoIterate(2, tau));
    for (const factor of [0.25, 0.5, 0.9, 1.1, 2])
      expect(objective(exact.jkoIterate(2, factor * tau))).toBeGreaterThan(best);
  });
});

/** The values of a density on a square seen in a mirror across the middle of the first axis. */
function mirrored({ values, grid: { shape } }: Density): Float64Array {
  const rows = Array.from({ length: shape[0] }, (_, i) => [
    ...values.slice(shape[1] * i, shape[1] * (i + 1)),
  ]);
  return Float64Array.from(rows.reverse().flat());
}

describe('BB2', () => {
  const exact = bb2(128);

  test('what staying put costs, and what JKO steps are off at the end, are the published figures', () => {
    const staying = (tau: number) => l1Distance(exact.flow.initial, exact.jkoIterate(1, tau));
    expect(staying(1e-3)).toBeCloseTo(0.295, 3);
    expect(staying(2.5e-4)).toBeCloseTo(0.104, 3);
    expect(staying(2.5e-5)).toBeCloseTo(0.0122, 4);
    const end = exact.pde(4e-3);
    const off = (steps: number) => l1Distance(exact.jkoIterate(steps, 4e-3 / steps), end);
    expect(off(4)).toBeCloseTo(5.27e-2, 4);
    expect(off(16)).toBeCloseTo(1.45e-2, 4);
    expect(off(64)).toBeCloseTo(3.7e-3, 4);
    expect(off(256)).toBeCloseTo(9.4e-4, 5);
  });

  test('is on the unit square, of mass 1, and symmetric to the bit', () => {
    const { grid: on, initial, energy } = exact.flow;
    expect(on.toString()).toBe('[0, 1] in 128 cells × [0, 1] in 128 cells');
    expect(initial.mass).toBeCloseTo(1, 15);
    expect(energy.name).toBe('power(2)');
    for (const p of [initial, exact.jkoIterate(16, 2.5e-4), exact.pde(4e-3)])
      expect(p.values).toEqual(mirrored(p));
  });

  test('ends where the ball meets the walls', () => {
    expect(exact.pde(5.1e-3).mass).toBeCloseTo(1, 14);
    expect(() => exact.pde(5.2e-3)).toThrow(/a ball about 0.5, 0.5 inside the box/);
  });
});

describe('what is refused', () => {
  const on = box([-1, 1], 20, 2);
  const round = { grid: on, exponent: 2, centre: [0, 0], radius: 0.5 };
  const bell = { grid: on, mean: [0, 0], deviation: 0.1 };
  const wrong: [() => unknown, RegExp][] = [
    [() => barenblattFlow({ ...round, centre: [0] }), /centre is .*as many numbers as .*\(2\)/],
    [() => barenblattFlow({ ...round, radius: 1.2 }), /radius is 1.2/],
    [() => barenblattFlow({ ...round, exponent: 1 }), /exponent is 1; allowed: a number m > 1/],
    [() => barenblattFlow({ ...round, confinement: Infinity }), /confinement is Infinity/],
    [() => barenblattFlow({ ...round, well: [0, Number.NaN] }), /well\[1\] is NaN/],
    [() => gaussianFlow({ ...bell, deviation: [0.1, 0] }), /deviation\[1\] is 0/],
    [() => gaussianFlow({ ...bell, deviation: [0.1] }), /deviation/],
    [() => gaussianFlow({ ...bell, attraction: Number.NaN }), /attraction is NaN/],
    [() => gaussianFlow({ ...bell, mass: -1 }), /mass is -1/],
    [() => gaussianFlow({ ...bell, confinement: -4 }).jkoIterate(1, 0.3), /timeStep is 0.3; allowed: .*0.25/],
    [() => gaussianFlow(bell).pde(-1), /time is -1/],
    [() => gaussianFlow(bell).jkoIterate(-1, 0.1), /steps is -1/],
  ];
  test.each(wrong)('%s', (make, says) => {
    expect(make).toThrow(says);
  });

  test('misspelt options', () => {
    const misspelt = { ...round, confinment: 1 };
    expect(() => barenblattFlow(misspelt)).toThrow(/"confinment"; did you mean confinement/);
  });
});
