import { ArgumentError, densityFigure, energyFigure, grid } from 'ottoflow';
import { expect, test } from 'vitest';

const curve = { label: 'a', times: [0, 1, 2, 3], energy: [3, 1.5, 1 + 1e-15, null] };

test('energies are shown above the steady state on a log axis, without what is rounding', () => {
  const { y, series } = energyFigure([{ ...curve, style: 'dots' }], 1);
  expect(y.scale).toBe('log');
  expect(series).toEqual([
    { label: 'a', style: 'dots', x: [0, 1, 2, 3], y: [2, 0.5, Number.NaN, Number.NaN] },
  ]);
});

test('energies without a steady state are shown as they are', () => {
  const { y, series } = energyFigure([curve], null);
  expect(y.scale).toBeUndefined();
  expect(series[0].y).toEqual([3, 1.5, 1 + 1e-15, Number.NaN]);
});

test('densities are drawn at the centres of cells, from wall to wall', () => {
  const { x, series } = densityFigure(grid([[0, 2]], [2]), [{ label: 'p', density: [1, 3] }], 'c');
  expect(x.domain).toEqual([0, 2]);
  expect(series).toEqual([{ label: 'p', x: Float64Array.of(0.5, 1.5), y: [1, 3] }]);
});

test('a plane is refused', () => {
  const plane = grid(
    [
      [0, 1],
      [0, 1],
    ],
    [2, 2],
  );
  expect(() => densityFigure(plane, [], '')).toThrow(ArgumentError);
});
