import { expect, test } from 'vitest';
import { octaveTable } from '../../src/numerics/octaveTable.ts';
import { outward } from '../../src/numerics/outward.ts';

test('a table is its function, over many octaves, where it is smooth', () => {
  const f = (x: number): number => Math.exp(-x) / Math.sqrt(x);
  const table = octaveTable(f, 1.37);
  for (const x of [1e-9, 0.3, 1, 1.37, 2.74, 3]) expect(table.value(x) / f(x)).toBeCloseTo(1, 11);
});

test('a jump and a root are met by panels, which are as many as it takes', () => {
  const table = octaveTable((x) => (x < 1.7 ? 2 : Math.sqrt(x - 1.7)), 1);
  for (const [x, value] of [
    [1.7 - 1e-6, 2],
    [1.7 + 1e-2, 0.1],
    [1.9, Math.sqrt(0.2)],
  ])
    expect(table.value(x)).toBeCloseTo(value, 9);
  const panels = table.panels(0);
  expect(panels.length).toBeGreaterThan(10);
  expect(panels.length).toBeLessThan(100);
  expect(panels.slice(1).every(({ left }, i) => left === panels[i].right)).toBe(true);
});

test('outward integrals end where nothing is left, are cut where they are told, and say where they do not end', () => {
  expect(outward((t) => Math.exp(-t), 1, Infinity, 1e-13)).toBeCloseTo(1, 12);
  expect(outward((t) => (t < 1e-5 ? 1e5 : 0), 1, Infinity, 1e-13)).toBeCloseTo(1, 10);
  expect(outward((t) => 1 / (1 + t * t), 1, Infinity, 1e-13)).toBeCloseTo(Math.PI / 2, 12);
  expect(outward((t) => t, 0.3, 2, 1e-13)).toBeCloseTo(2, 12);
  expect(outward((t) => 1 / (1 + t), 1, Infinity, 1e-13)).toBeNaN();
});
