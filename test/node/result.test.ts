import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import {
  ArgumentError,
  density,
  entropy,
  gradientFlow,
  grid,
  indicator,
  solve,
  type Trajectory,
} from 'ottoflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fieldArrays, gridOf } from '../../src/node/fields.ts';
import { json } from '../../src/node/json.ts';
import { readResult } from '../../src/node/readResult.ts';
import { resultOf } from '../../src/node/result.ts';
import { writeResult } from '../../src/node/writeResult.ts';
import { readNpy } from '../support/readNpy.ts';
import { relaxation } from '../support/relaxation.ts';

const line = grid([[0, 1]], [8]);
const flow = gradientFlow({ energy: entropy(), initial: indicator(line, [[0.25, 0.5]]) });
const trajectory: Trajectory = solve(flow, relaxation(0.25), { until: 1, saveAt: [0, 0.5] });
const context = {
  problem: 'test/one',
  parameters: { a: 2 },
  steady: { energy: 0, density: new Array(8).fill(1) },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('result.json', () => {
  test('has the documented fields in the documented order, and reads back the same', async () => {
    await writeResult(folder, trajectory, context);
    expect(readdirSync(folder).sort()).toEqual(['fields.npz', 'result.json', 'steps.csv']);
    const raw = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
    expect(Object.keys(raw)).toEqual([
      'problem',
      'solver',
      'method',
      'settings',
      'parameters',
      'grid',
      'times',
      'energy',
      'mass',
      'dissipation',
      'transport',
      'gap',
      'iterations',
      'steady',
      'snapshots',
      'wallSeconds',
    ]);
    expect(raw.grid).toEqual({ bounds: [[0, 1]], cells: [8] });
    expect(raw.times).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(raw).toMatchObject({
      dissipation: null,
      transport: null,
      gap: null,
      settings: { timeStep: 0.25 },
    });
    expect(raw.snapshots[1]).toEqual({ time: 0.5, density: [...trajectory.snapshots[1].density.values] });
    expect(await readResult(join(folder, 'result.json'))).toEqual(resultOf(trajectory, context));
  });

  test('a number that is not finite is written as null', () => {
    const broken = {
      ...trajectory,
      energy: [1, Number.NaN, Infinity, 2, 3],
      gap: [null, 1e-3, -Infinity, 0, 1],
    };
    const raw = JSON.parse(json(resultOf(broken, context)));
    expect(raw.energy).toEqual([1, null, null, 2, 3]);
    expect(raw.gap).toEqual([null, 1e-3, null, 0, 1]);
  });

  test('no steady state is null; periodic axes are said', () => {
    const ring = grid([[0, 1]], [8], { periodic: [true] });
    const around = gradientFlow({
      energy: entropy(),
      initial: density(ring, trajectory.snapshots[1].density.values),
    });
    const result = resultOf(solve(around, relaxation(1), { until: 1 }), { ...context, steady: null });
    expect(result.steady).toBeNull();
    expect(result.grid).toEqual({ bounds: [[0, 1]], cells: [8], periodic: [true] });
    expect(gridOf(result.grid).equals(ring)).toBe(true);
  });
});

describe('readResult', () => {
  const wrong: [string, string, RegExp][] = [
    ['no JSON', '{ "problem": ', /JSON/],
    ['a missing field', '{ "problem": "x" }', /^solver in .*result.json is undefined/],
    [
      'a wrong type deep inside',
      json({ ...resultOf(trajectory, context), times: [0, 'one'] }),
      /^times\.1 in .* is "one"/,
    ],
  ];
  test.each(wrong)('%s is refused by name', async (_what, contents, message) => {
    const path = join(folder, 'result.json');
    writeFileSync(path, contents);
    await expect(readResult(path)).rejects.toThrow(message);
    await expect(readResult(path)).rejects.toThrow(ArgumentError);
  });

  test('a missing file is refused by path', async () => {
    await expect(readResult(join(folder, 'none.json'))).rejects.toThrow(/none\.json/);
  });
});

describe('fields.npz and steps.csv', () => {
  test('densities have the shape of the grid behind the axis of time, in three dimensions too', () => {
    const box = grid(
      [
        [0, 1],
        [0, 2],
        [0, 3],
      ],
      [2, 3, 4],
    );
    const values = Float64Array.from({ length: 24 }, (_, i) => i + 1);
    const cube = gradientFlow({ energy: entropy(), initial: density(box, values) });
    const result = resultOf(solve(cube, relaxation(1), { until: 1, saveAt: [0] }), {
      ...context,
      steady: null,
    });
    const arrays = fieldArrays(result);
    expect(arrays.density.shape).toEqual([2, 2, 3, 4]);
    expect(Array.from(arrays.density.data).slice(0, 24)).toEqual([...values]);
    expect([arrays.x.shape, arrays.y.shape, arrays.z.shape]).toEqual([[2], [3], [4]]);
    expect([...Array.from(arrays.y.data)]).toEqual([...box.centres(1)]);
  });

  test('an independent reader finds the densities of the run in the file', async () => {
    await writeResult(folder, trajectory, context);
    const files = unzipSync(readFileSync(join(folder, 'fields.npz')));
    const { data, shape } = readNpy(files['density.npy']);
    expect(shape).toEqual([3, 8]);
    expect(data.slice(8, 16)).toEqual([...trajectory.snapshots[1].density.values]);
  });

  test('the table of steps has one line per step, empty where the solver has no value, and loses no bit', async () => {
    await writeResult(folder, trajectory, context);
    const [head, ...rows] = readFileSync(join(folder, 'steps.csv'), 'utf8').trimEnd().split('\r\n');
    expect(head).toBe('step,time,energy,mass,dissipation,transport,gap,iterations,status');
    expect(rows).toHaveLength(5);
    expect(rows.map((row) => Number(row.split(',')[2]))).toEqual(trajectory.energy);
    expect(rows[1]).toMatch(/^1,0\.25,.*,,,,1,converged$/);
  });
});
