import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatNumber } from '../../src/cli/numbers.ts';
import { textTable } from '../../src/cli/terminal/table.ts';
import { writeFiles } from '../../src/node/writeFiles.ts';
import { discover } from './support/discover.ts';
import { type Measured, measure, selected } from './support/measure.ts';

const USAGE = `npm run bench -- [filter…] [--json FILE] [--repeats N] [--list]

Runs the benchmarks whose names contain a filter, all where there is none, and prints medians.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    repeats: { type: 'string', default: '5' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** The JSON that later runs are compared with. */
async function save(path: string, measured: readonly Measured[]): Promise<void> {
  const lines = measured.map((m) => `  ${JSON.stringify(m)}`);
  const file = resolve(path);
  await writeFiles(dirname(file), new Map([[basename(file), `[\n${lines.join(',\n')}\n]\n`]]));
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const repeats = Number(values.repeats);
  if (!Number.isSafeInteger(repeats) || repeats < 1) {
    console.error(`--repeats is "${values.repeats}"; allowed: an integer ≥ 1`);
    return 2;
  }
  const all = await discover(import.meta.dirname);
  const chosen = selected(all, positionals);
  if (chosen.length === 0) {
    console.error(
      `no benchmark contains ${positionals.join(' or ')}; there are ${all.map((b) => b.name).join(', ')}`,
    );
    return 2;
  }
  if (values.list) {
    for (const { name } of chosen) console.log(name);
    return 0;
  }
  const measured: Measured[] = [];
  const clear = (): void => void (process.stderr.isTTY && process.stderr.write('\r\x1b[K'));
  let failures = 0;
  for (const benchmark of chosen) {
    clear();
    if (process.stderr.isTTY) process.stderr.write(benchmark.name);
    // One that throws does not take with it what the others have measured, perhaps for an hour.
    try {
      measured.push(await measure(benchmark, repeats));
    } catch (error) {
      failures++;
      clear();
      console.error(`${benchmark.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  clear();
  const rows = measured.flatMap(({ name, metrics }) =>
    Object.entries(metrics).map(([metric, value], k) => [
      k === 0 ? name : '',
      metric,
      formatNumber(value, 4),
    ]),
  );
  console.log(
    textTable([{ title: 'benchmark' }, { title: 'metric' }, { title: 'median', align: 'right' }], rows),
  );
  if (values.json !== undefined) await save(values.json, measured);
  return failures > 0 ? 1 : 0;
}

process.exitCode = await main();
