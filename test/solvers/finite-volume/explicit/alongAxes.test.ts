import { expect, test } from 'vitest';
import {
  density,
  entropy,
  excludedVolume,
  gradientFlow,
  grid,
  type LocalEnergy,
  potential,
  power,
  sum,
} from '../../../../src/index.ts';
import { end } from './support/runs.ts';

const n = 24;
const energies: readonly [string, (v: (x: number) => number) => LocalEnergy, number][] = [
  ['entropy + excluded volume + V', (v) => sum(entropy(), excludedVolume(0.3), onAxis(v)), 1],
  ['power(2) + V, with vacuum', (v) => sum(power(2), onAxis(v)), 0],
];
let axis = 0;
function onAxis(v: (x: number) => number): LocalEnergy {
  return potential((...x: number[]) => v(x.length === 1 ? x[0] : x[axis]));
}

function unitGrid(shape: readonly number[], periodic: boolean) {
  const bounds = shape.map(() => [0, 1] as const);
  return grid(bounds, shape, { periodic: shape.map(() => periodic) });
}

test.each(
  energies.flatMap(([name, energy, floor]) =>
    [false, true].map((periodic) => ({ name, energy, floor, periodic })),
  ),
)('$name, periodic: $periodic: what varies along one axis only moves as in one dimension', (of) => {
  const profile = (x: number): number => of.floor + (x > 0.2 && x < 0.5 ? 1 + x : 0);
  const force = (x: number): number => 3 * Math.sin(2 * Math.PI * x);
  const at = (shape: readonly number[], along: number) => {
    axis = along;
    const box = unitGrid(shape, of.periodic);
    const initial = density(box, (...x: number[]) => profile(x[along]));
    // Sub-steps are as many as are asked for: boxes would want shorter ones than a line.
    return end(gradientFlow({ energy: of.energy(force), initial }), 40e-5, { timeStep: 1e-5 });
  };
  const line = at([n], 0);
  for (const shape of [
    [n, 5],
    [6, n],
    [3, 4, n],
    [3, n, 4],
    [n, 3, 5],
  ]) {
    const along = shape.indexOf(n);
    const box = at(shape, along);
    for (const [i, p] of box.values.entries())
      expect(Math.abs(p - line.values[Math.floor(i / box.grid.strides[along]) % n])).toBeLessThan(1e-13);
  }
});
