import { describe, expect, test } from 'vitest';
import { lineariseTrajectory, type Misfit } from '../../../../solvers/index.ts';
import { Density, excludedVolume, gradientFlow, potential, sum } from '../../../../src/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { bump, change, dot, energies, field, quotient, relativeError, ripple } from './cases.ts';

const STEP = 1e-4;
const STEPS = 5;

/** ½ Σ (p_k − 1)² of the third and the last density, and Σ p_0². */
const misfit: Misfit = ({ values }, k) => {
  if (k === 0) return { value: dot(values, values), slope: values.map((p) => 2 * p) };
  if (k !== 3 && k !== STEPS) return null;
  const d = values.map((p) => p - 1);
  return { value: 0.5 * dot(d, d), slope: d };
};

interface Moved {
  readonly initial?: number;
  readonly tilt?: number;
  readonly coefficient?: number;
  readonly timeStep?: number;
}

describe.each([
  ['a line', unitBox([40]), { timeStep: 0.01 }],
  ['a line, two intervals', unitBox([40]), { timeStep: 0.02, innerIntervals: 2, faceMean: 'logarithmic' }],
  ['a square', unitBox([8, 8]), { timeStep: 0.01 }],
] as const)('on %s', (_, box, settings) => {
  const run = ({ initial = 0, tilt = 0, coefficient = 0, timeStep = 0 }: Moved) =>
    lineariseTrajectory(
      gradientFlow({
        energy: sum(energies.interaction(tilt), excludedVolume(0.3 + coefficient)),
        initial: new Density(
          box,
          field(box, (x, y) => bump(x, y) + initial * change(x, y)),
        ),
      }),
      { ...settings, timeStep: settings.timeStep + timeStep, steps: STEPS },
    );
  const here = run({});
  const gradient = here.gradient(misfit);
  const cases: [string, (by: number) => Moved, Parameters<typeof here.tangent>[0], number][] = [
    [
      'the initial density',
      (by) => ({ initial: by }),
      { initial: field(box, change) },
      dot(gradient.initial, field(box, change)),
    ],
    [
      'the potential',
      (by) => ({ tilt: by }),
      { energy: potential(ripple) },
      dot(gradient.potential, field(box, ripple)),
    ],
    [
      'the coefficient of a term',
      (by) => ({ coefficient: by }),
      { energy: excludedVolume(1) },
      gradient.along(excludedVolume(1)),
    ],
    [
      'the time step',
      (by) => ({ timeStep: by * settings.timeStep }),
      { timeStep: settings.timeStep },
      gradient.timeStep * settings.timeStep,
    ],
  ];

  test.each(cases)('derivatives by %s are those of differences', (_of, moved, by, slope) => {
    const [below, above] = [run(moved(-STEP)), run(moved(STEP))];
    const tangent = here.tangent(by);
    for (let k = 1; k <= STEPS; k++) {
      const expected = quotient(below.densities[k].values, above.densities[k].values, STEP);
      expect(relativeError(tangent[k], expected)).toBeLessThan(1e-6);
    }
    const difference = (above.gradient(misfit).value - below.gradient(misfit).value) / (2 * STEP);
    expect(Math.abs(slope / difference - 1)).toBeLessThan(1e-6);
    const forwards = tangent.reduce(
      (s, d, k) => s + dot(misfit(here.densities[k], k)?.slope ?? d.map(() => 0), d),
      0,
    );
    expect(Math.abs(slope / forwards - 1)).toBeLessThan(1e-10);
  });

  test('the potential is a direction of the energy like any other', () => {
    expect(gradient.along(potential(ripple))).toBeCloseTo(dot(gradient.potential, field(box, ripple)), 10);
    expect(gradient.value).toBeCloseTo(
      here.densities.reduce((s, p, k) => s + (misfit(p, k)?.value ?? 0), 0),
      10,
    );
  });
});
