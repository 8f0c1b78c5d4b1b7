import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finiteVolume, jko, particles } from '../../solvers/index.ts';
import { density, indicator, uniform } from '../../src/density/index.ts';
import { entropy, power } from '../../src/energy/index.ts';
import {
  ArgumentError,
  CapabilityError,
  DensityError,
  DerivativeError,
  UnknownNameError,
} from '../../src/errors/index.ts';
import { dissipation, dissipationOf, gradientFlow } from '../../src/flow/index.ts';
import { grid } from '../../src/grid/index.ts';
import { faceMean } from '../../src/mean/index.ts';
import {
  linearMobility,
  type Mobility,
  mobility,
  requireLinearMobility,
  saturating,
} from '../../src/mobility/index.ts';
import { particleModel } from '../../src/particles/index.ts';
import { hardSphere } from '../../src/potentials/index.ts';

const logistic = {
  m: (p: number) => p * (1 - p),
  dm: (p: number) => 1 - 2 * p,
  d2m: () => -2,
  domain: [0, 1] as const,
};
const box = grid([[0, 1]], [8]);
const low = density(box, (x) => 0.5 + 0.4 * Math.cos(Math.PI * x), { mass: 0.5 });

describe('mobility', () => {
  test('takes what is right, and fills in the rest', () => {
    const made = mobility(logistic);
    expect(made).toMatchObject({ name: 'mobility', linear: false, domain: [0, 1] });
    expect(made.m(0.25)).toBe(0.1875);
    expect(mobility({ ...logistic, name: 'logistic' }).name).toBe('logistic');
    const root = {
      m: Math.sqrt,
      dm: (p: number) => 0.5 / Math.sqrt(p),
      d2m: (p: number) => -0.25 * p ** -1.5,
    };
    expect(mobility(root).domain).toEqual([0, Infinity]);
    expect(() => mobility({ m: () => 1, dm: () => 0, d2m: () => 0 })).not.toThrow();
  });

  test('refuses wrong derivatives, with the point, the value given and the value expected', () => {
    const make = () => mobility({ ...logistic, name: 'mine', dm: (p) => 1 - p });
    expect(make).toThrow(DerivativeError);
    expect(make).toThrow(/^mine: dm\(.*\) is .*, but finite differences give/);
    expect(() => mobility({ ...logistic, d2m: () => -1 })).toThrow(/mobility: d2m/);
  });

  test('refuses a mobility that is not concave, negative, infinite or not a number', () => {
    const square = { m: (p: number) => p * p, dm: (p: number) => 2 * p, d2m: () => 2 };
    expect(() => mobility(square)).toThrow(ArgumentError);
    expect(() => mobility(square)).toThrow(/d2m\(.*\) is 2; allowed: a number ≤ 0 \(m must be concave\)/);
    expect(() => mobility({ ...logistic, domain: [0, 2] })).toThrow(
      'mobility: m(2) is -2; allowed: a finite number ≥ 0',
    );
    expect(() => mobility({ ...logistic, domain: [0, Infinity] })).toThrow(/a finite number ≥ 0/);
    expect(() => mobility({ m: Math.log, dm: (p) => 1 / p, d2m: (p) => -1 / (p * p) })).toThrow(
      'mobility: m(0) is -Infinity',
    );
    const hollow = { ...logistic, m: (p: number) => (p > 0.4 && p < 0.6 ? Number.NaN : p * (1 - p)) };
    expect(() => mobility(hollow)).toThrow();
  });

  test('refuses domains that are no interval of densities, and options that there are not', () => {
    expect(() => mobility({ ...logistic, domain: [-1, 1] })).toThrow(ArgumentError);
    expect(() => mobility({ ...logistic, domain: [1, 1] })).toThrow(/^domain is/);
    expect(() => mobility({ ...logistic, derivative: 1 } as never)).toThrow(UnknownNameError);
    expect(() => mobility({ ...logistic, m: 1 } as never)).toThrow('m is 1; allowed: a function');
  });

  test('is not checked where that is switched off', () => {
    expect(() => mobility({ ...logistic, dm: (p) => 1 - p, check: false })).not.toThrow();
  });
});

describe('saturating', () => {
  test('is p (1 − p/max), with derivatives that pass the check', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (max, t) => {
          const { m, dm, d2m, domain, linear } = saturating(max);
          expect(domain).toEqual([0, max]);
          expect(linear).toBe(false);
          expect(m(t * max)).toBeCloseTo(t * max * (1 - t), 10);
          expect(() => mobility({ m, dm, d2m, domain })).not.toThrow();
          expect(m(max)).toBe(0);
          expect(m(0)).toBe(0);
        },
      ),
    );
  });

  test.each([0, -1, Number.NaN, Infinity])('refuses %d', (max) => {
    expect(() => saturating(max)).toThrow(ArgumentError);
  });
});

describe('a flow', () => {
  test('has the linear mobility unless it is told another', () => {
    expect(gradientFlow({ energy: entropy(), initial: low }).mobility).toBe(linearMobility);
    const { m, dm, d2m } = linearMobility;
    expect([m(3), dm(3), d2m(3), linearMobility.linear]).toEqual([3, 1, 0, true]);
    const other = saturating(1);
    expect(gradientFlow({ energy: entropy(), initial: low, mobility: other }).mobility).toBe(other);
  });

  test('refuses initial densities outside the domain of its mobility, naming the cell', () => {
    const make = () =>
      gradientFlow({ energy: entropy(), initial: indicator(box, [[0.25, 0.5]]), mobility: saturating(2) });
    expect(make).toThrow(DensityError);
    expect(make).toThrow(
      /the initial density is 4 in cell 2, but the mobility saturating\(2\) allows \[0, 2\]/,
    );
  });

  test('refuses a mobility that is none', () => {
    for (const wrong of ['linear', (p: number) => p, { m: (p: number) => p }, null])
      expect(() => gradientFlow({ energy: entropy(), initial: low, mobility: wrong } as never)).toThrow(
        /^mobility is/,
      );
  });
});

describe('the dissipation', () => {
  test('has the mean of the mobilities beside a face', () => {
    const plane = grid(
      [
        [0, 1],
        [0, 2],
      ],
      [4, 5],
      { periodic: [false, true] },
    );
    const p = density(plane, (x, y) => 0.5 + 0.3 * Math.cos(3 * x) * Math.sin(Math.PI * y), {
      mass: 1,
    }).values;
    const discrete = power(2).on(plane);
    const own: Mobility = mobility(logistic);
    for (const name of ['arithmetic', 'harmonic'] as const) {
      const mean = faceMean(name);
      let expected = 0;
      const face = (a: number, b: number, h: number) => {
        expected += plane.cellVolume * mean.value(a * (1 - a), b * (1 - b)) * ((2 * (b - a)) / h) ** 2;
      };
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 5; j++) {
          face(p[5 * i + j], p[5 * i + ((j + 1) % 5)], 0.4);
          if (i < 3) face(p[5 * i + j], p[5 * i + 5 + j], 0.25);
        }
      expect(dissipation(p, discrete, mean, own) / expected).toBeCloseTo(1, 12);
      const slope = p.map((v) => 2 * v);
      expect(dissipationOf(p, slope, plane, mean, own) / expected).toBeCloseTo(1, 12);
      expect(dissipation(p, discrete, mean, linearMobility)).toBe(dissipation(p, discrete, mean));
    }
  });
});

describe('solvers that know the linear mobility alone', () => {
  test('the helper names the solver, the mobility and the advice', () => {
    const flow = gradientFlow({ energy: entropy(), initial: low, mobility: saturating(1) });
    expect(() => requireLinearMobility('mine', flow, 'try another')).toThrow(CapabilityError);
    expect(() => requireLinearMobility('mine', flow, 'try another')).toThrow(
      'mine needs the linear mobility m(p) = p, but this flow has "saturating(1)"; try another',
    );
    expect(() =>
      requireLinearMobility('mine', gradientFlow({ energy: entropy(), initial: low }), ''),
    ).not.toThrow();
  });

  test.each([
    ['finite volumes, implicit, upwind', finiteVolume({ flux: 'upwind' })],
    ['finite volumes, explicit', finiteVolume({ method: 'explicit' })],
    ['quantile', jko({ method: 'quantile', timeStep: 0.01 })],
  ])('%s refuses others', (_, solver) => {
    const flow = gradientFlow({ energy: entropy(), initial: low, mobility: saturating(1) });
    expect(() => solver.init(flow)).toThrow(CapabilityError);
    expect(() => solver.init(flow)).toThrow('the linear mobility m(p) = p');
    expect(() => solver.init(gradientFlow({ energy: entropy(), initial: low }))).not.toThrow();
  });

  test('particles refuse others', () => {
    const initial = uniform(box);
    const model = particleModel({ particles: 5, epsilon: 0.01, pair: hardSphere(), initial });
    const flow = gradientFlow({ energy: entropy(), initial, mobility: saturating(2) });
    expect(() => particles(model, { realisations: 2 }).init(flow)).toThrow('the linear mobility m(p) = p');
  });
});
