import { ArgumentError, CapabilityError, grid, hardSphere, particleModel, uniform, yukawa } from 'ottoflow';
import { ensemble, realisation } from 'ottoflow/solvers';
import { describe, expect, test } from 'vitest';

describe('what is refused', () => {
  const line = grid([[-0.5, 0.5]], [10]);
  const good = { particles: 5, epsilon: 0.01, pair: hardSphere(), initial: uniform(line) };

  test('models that are not rods between walls, of the scheme for these', () => {
    const square = uniform(
      grid(
        [
          [0, 1],
          [0, 1],
        ],
        [4, 4],
      ),
    );
    for (const [wrong, what] of [
      [{ pair: yukawa() }, /yukawa/],
      [{ initial: square }, /dimension 2/],
      [{ initial: uniform(grid([[0, 1]], [4], { periodic: [true] })) }, /periodic/],
    ] as const) {
      const model = particleModel({ ...good, ...wrong });
      expect(() => realisation(model, { index: 0, times: [1], scheme: 'rods' })).toThrow(CapabilityError);
      expect(() => ensemble(model, { times: [1], scheme: 'rods' })).toThrow(what);
    }
  });

  test('times, seeds and indices out of range, and misspelt options', () => {
    const model = particleModel(good);
    for (const times of [[], [-1], [1, 1], [2, 1], [Infinity], [NaN]])
      expect(() => realisation(model, { index: 0, times })).toThrow(/times is .*ascending/);
    for (const seed of [-1, 0.5, 2 ** 32])
      expect(() => realisation(model, { index: 0, times: [1], seed })).toThrow(ArgumentError);
    // A uniform start takes no sweeps, but is not told nonsense either.
    for (const sweeps of [-1, 0, 0.5])
      expect(() => realisation(model, { index: 0, times: [1], sweeps })).toThrow(/sweeps is .*an integer/);
    expect(() => realisation(model, { index: 2 ** 32, times: [1] })).toThrow(/index/);
    const misspelt = { index: 0, times: [1], sede: 3 };
    expect(() => realisation(model, misspelt)).toThrow(/did you mean seed/);
  });

  test('rods without room to move', () => {
    expect(() =>
      realisation(particleModel({ ...good, particles: 11, epsilon: 0.1 }), { index: 0, times: [1] }),
    ).toThrow(ArgumentError);
  });
});
