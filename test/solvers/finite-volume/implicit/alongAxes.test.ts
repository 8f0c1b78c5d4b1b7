import { describe, expect, test } from 'vitest';
import {
  density,
  entropy,
  excludedVolume,
  gradientFlow,
  type LocalEnergy,
  potential,
  power,
  sum,
} from '../../../../src/index.ts';
import { unitBox } from '../../../support/boxes.ts';
import { capped } from './support/energies.ts';
import { lastStep } from './support/runs.ts';

describe('what varies along one axis only moves as in one dimension', () => {
  const energies: readonly [string, (v: (x: number) => number) => LocalEnergy][] = [
    ['entropy + excluded volume + V', (v) => sum(entropy(), excludedVolume(0.3), potentialOf(v))],
    ['power(2) + V, with vacuum', (v) => sum(power(2), potentialOf(v))],
    ['p ≤ 5.5 + V', (v) => sum(capped, potentialOf(v))],
  ];
  let axis = 0;
  function potentialOf(v: (x: number) => number): LocalEnergy {
    return potential((...x: number[]) => v(x.length === 1 ? x[0] : x[axis]));
  }

  test.each(energies)('%s, along each axis', (_name, energy) => {
    const n = 24;
    const profile = (x: number): number => (x > 0.2 && x < 0.5 ? 1 + x : 0);
    const force = (x: number): number => 3 * Math.sin(7 * x);
    for (const mean of ['arithmetic', 'logarithmic'] as const)
      for (const timeStep of [1e-4, 1e-2]) {
        const onLine = density(unitBox([n]), profile, { mass: 1 });
        const line = lastStep(gradientFlow({ energy: energy(force), initial: onLine }), timeStep, 3, mean);
        for (const shape of [
          [n, 5],
          [6, n],
          [3, 4, n],
          [n, 3, 2],
        ]) {
          axis = shape.indexOf(n);
          const box = unitBox(shape);
          const initial = density(box, (...x: number[]) => profile(x[axis]), { mass: 1 });
          const end = lastStep(gradientFlow({ energy: energy(force), initial }), timeStep, 3, mean);
          expect(end.status).toBe('converged');
          let distance = 0;
          for (const [i, p] of end.density.values.entries()) {
            const j = Math.floor(i / box.strides[axis]) % n;
            distance += box.cellVolume * Math.abs(p - line.density.values[j]);
          }
          expect(distance).toBeLessThan(1e-8);
          expect(Math.abs(end.energy - line.energy)).toBeLessThan(1e-8);
        }
      }
  });
});
