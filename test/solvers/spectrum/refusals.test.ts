import { expect, test } from 'vitest';
import { spectrum } from '../../../solvers/index.ts';
import {
  ArgumentError,
  CapabilityError,
  ConvergenceError,
  density,
  type Energy,
  entropy,
  functional,
  gradientFlow,
  grid,
  indicator,
  interaction,
  potential,
  power,
  steadyState,
  sum,
  UnknownNameError,
  uniform,
} from '../../../src/index.ts';
import { unitBox } from '../../support/boxes.ts';

const box = unitBox([20]);
const even = uniform(box);
const flowOf = (energy: Energy) => gradientFlow({ energy, initial: even });

test('grids with few cells have as many modes as there are', () => {
  const small = unitBox([3]);
  const flow = gradientFlow({ energy: entropy(), initial: uniform(small) });
  expect(spectrum(flow, uniform(small)).eigenvalues).toHaveLength(2);
  expect(() => spectrum(flow, uniform(small), { count: 4 })).toThrow(
    /count is 4; allowed: an integer in \[1, 2\]/,
  );
});

test('states that are no equilibria, with the figure', () => {
  const tilted = flowOf(
    sum(
      entropy(),
      potential((x) => 3 * x),
    ),
  );
  expect(() => spectrum(tilted, even)).toThrow(ArgumentError);
  // The slope of V is the same everywhere, and U″p = 1, L = 1.
  expect(() => spectrum(tilted, even)).toThrow(/state is .*\|grad δE\| up to (3\.0|2\.99).*≤ 0\.000001/);
  expect(spectrum(tilted, even, { equilibrium: 4 }).components).toBe(1);
  const nearly = density(box, (x) => 1 + 1e-9 * x);
  expect(spectrum(flowOf(entropy()), nearly).residuals.length).toBe(4);
});

test('a full half is no equilibrium if the empty one would fill', () => {
  expect(() => spectrum(flowOf(power(2)), indicator(box, [[0, 0.5]]))).toThrow(/equilibrium/);
});

test('equilibria that are unstable', () => {
  const clumping = (cells: number) => {
    const ring = unitBox([cells], [true]);
    const energy: Energy = sum(
      entropy(),
      interaction((x) => -8 * Math.cos(2 * Math.PI * x)),
    );
    return spectrum(gradientFlow({ energy, initial: uniform(ring) }), uniform(ring));
  };
  expect(() => clumping(30)).toThrow(/growing mode/);
  expect(() => clumping(400)).toThrow(ConvergenceError);
});

test('rates that are lost in rounding: wells that mass leaves in e^50 units of time', () => {
  const energy = sum(
    entropy().scale(0.02),
    potential((x) => 4 * (x * x - 0.5) ** 2),
  );
  for (const cells of [200, 600]) {
    const { density: state } = steadyState(energy, grid([[-1.5, 1.5]], [cells]));
    const flow = gradientFlow({ energy, initial: state });
    expect(() => spectrum(flow, state)).toThrow(/too small beside/);
  }
});

test('energies without second variation', () => {
  const flat: Energy = potential(() => 0);
  expect(() => spectrum(flowOf(flat), even)).toThrow(CapabilityError);
  const black = functional({ firstVariation: (out) => out.fill(0).length * 0 });
  expect(() => spectrum(flowOf(sum(entropy(), black)), even)).toThrow(CapabilityError);
});

test('arguments', () => {
  const flow = flowOf(entropy());
  expect(() => spectrum(flow, uniform(unitBox([21])))).toThrow(/in 20 cells/);
  for (const count of [0, 20, 1.5]) expect(() => spectrum(flow, even, { count })).toThrow(ArgumentError);
  expect(spectrum(flow, even, { count: 19 }).eigenvalues.length).toBe(19);
  expect(() => spectrum(flow, even, { equilibrium: 0 })).toThrow(ArgumentError);
  expect(() => spectrum(flow, even, JSON.parse('{"counts": 3}'))).toThrow(UnknownNameError);
  expect(() => spectrum(flow, JSON.parse('{}'))).toThrow(/a Density/);
  const single = uniform(unitBox([1]));
  expect(() => spectrum(gradientFlow({ energy: entropy(), initial: single }), single)).toThrow(/exchange/);
});
