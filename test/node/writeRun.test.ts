import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { ArgumentError, entropy, gradientFlow, grid, indicator, solve } from 'ottoflow';
import { readNpz, readResult, stepsParquet, vti, writeRun } from 'ottoflow/files';
import { finiteVolume, jko } from 'ottoflow/solvers';
import { afterEach, beforeEach, expect, test } from 'vitest';

const plane = grid(
  [
    [0, 1],
    [0, 2],
  ],
  [4, 3],
);
const flow = gradientFlow({
  energy: entropy(),
  initial: indicator(plane, [
    [0, 0.5],
    [0, 1],
  ]),
});
const run = solve(flow, finiteVolume({ timeStep: 0.1 }), { until: 0.3, saveAt: [0, 0.1] });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(['json', 'npz', 'csv', 'parquet', 'vti'])('a name that ends in .%s is one file', async (ending) => {
  const path = join(folder, 'new', `run.${ending}`);
  expect(await writeRun(path, run)).toEqual([path]);
  expect(readdirSync(join(folder, 'new'))).toEqual([`run.${ending}`]);
});

test('what is in them', async () => {
  const at = (name: string): string => join(folder, name);
  const steady = { energy: 0, density: new Array(12).fill(0.5) };
  for (const name of ['a.json', 'a.npz', 'a.vti']) await writeRun(at(name), run, { steady });
  expect((await readResult(at('a.json'))).times).toEqual(run.times);
  const { density, density_times } = readNpz(readFileSync(at('a.npz')));
  expect(density.shape).toEqual([3, 4, 3]);
  expect([...density_times.data]).toEqual([0, 0.1, 0.3]);
  expect(density.get(2, 1, 2)).toBe(run.snapshots[2].density.values[5]);
  const last = run.snapshots[2].density.values;
  expect(readFileSync(at('a.vti'))).toEqual(
    Buffer.from(vti(plane, { density: last, ...{ steady: steady.density } }, 0.3)),
  );
});

test('a .pvd names one .vti per saved time', async () => {
  const paths = await writeRun(join(folder, 'run.pvd'), run);
  expect(paths.map((path) => path.slice(folder.length + 1))).toEqual([
    'run-0.vti',
    'run-1.vti',
    'run-2.vti',
    'run.pvd',
  ]);
  const sets = [...readFileSync(join(folder, 'run.pvd'), 'utf8').matchAll(/timestep="(.*)" file="(.*)"/g)];
  expect(sets.map(([, time, file]) => [Number(time), file])).toEqual([
    [0, 'run-0.vti'],
    [0.1, 'run-1.vti'],
    [0.3, 'run-2.vti'],
  ]);
});

test('an independent reader finds every diagnostic in the Parquet file, to the bit', async () => {
  const line = gradientFlow({ energy: entropy(), initial: indicator(grid([[0, 1]], [20]), [[0, 0.5]]) });
  const steps = solve(line, jko({ timeStep: 0.01 }), { until: 0.05 });
  const rows = await parquetReadObjects({ file: stepsParquet(steps).slice().buffer });
  expect(rows).toEqual(
    steps.times.map((time, step) => ({
      ...{
        step,
        time,
        energy: steps.energy[step],
        mass: steps.mass[step],
        dissipation: steps.dissipation[step],
      },
      ...{ transport: steps.transport[step], gap: steps.gap[step], iterations: steps.iterations[step] },
      status: steps.status[step],
    })),
  );
});

test('another ending is refused, unless it is a folder', async () => {
  await expect(writeRun(join(folder, 'run.xlsx'), run)).rejects.toThrow(ArgumentError);
  mkdirSync(join(folder, 'run.v2'));
  expect(await writeRun(join(folder, 'run.v2'), run)).toHaveLength(3);
});
