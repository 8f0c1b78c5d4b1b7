import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { jsonLines } from '../cli/support/invoke.ts';
import { type Installation, install } from './support/install.ts';
import { type Ended, launch } from './support/launch.ts';

let installed: Installation;
beforeAll(() => {
  installed = install();
}, 60_000);
afterAll(() => installed.remove());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fixtures = join(import.meta.dirname, 'fixtures');

function ottoflow(words: readonly string[], options: Parameters<typeof launch>[2] = {}): Promise<Ended> {
  return launch(installed.main, words, options);
}

describe('the command', () => {
  test('tells its version and its commands', async () => {
    const { version } = JSON.parse(readFileSync(join(installed.folder, 'package.json'), 'utf8'));
    expect(await ottoflow(['--version'])).toEqual({ exitCode: 0, out: `${version}\n`, err: '' });
    const { exitCode, out } = await ottoflow(['list']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^jko +newton, primalDual, quantile/m);
  });

  test('wrong input: exit code 2, one line', async () => {
    const { exitCode, out, err } = await ottoflow(['run', join(fixtures, 'porous.mjs'), '--cells', 'many']);
    expect({ exitCode, out, err }).toEqual({
      exitCode: 2,
      out: '',
      err: 'ottoflow: --cells is "many"; allowed: integers ≥ 1, one per axis, such as 200 or 100,100\n',
    });
  });

  test('a reader who has seen enough is no error', async () => {
    const words = [
      'run',
      join(fixtures, 'porous.mjs'),
      '--json',
      '--time-step',
      '1e-5',
      '--solver',
      'finite-volume',
    ];
    const { exitCode, err } = await ottoflow(words, { onOutput: (_, child) => child.stdout?.destroy() });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  });
});

describe('modules of users', () => {
  test('TypeScript with a neighbour: verified by its own checks, in a thread of its own', async () => {
    const { exitCode, out, err } = await ottoflow(['verify', join(fixtures, 'cosine.ts'), '--out', folder]);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(/✓ {2}amplitude at t = 0\.1/);
    expect(readdirSync(folder).sort()).toEqual(['evidence.json', 'index.html']);
  });

  test('with a particle model and a closed form: verified, and compared with its particles', async () => {
    const file = join(fixtures, 'rods.ts');
    const verified = await ottoflow(['verify', file, '--out', folder]);
    expect(verified).toMatchObject({ exitCode: 0, err: '' });
    expect(verified.out).toMatch(/✓ {2}energy at rest/);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('Hard rods let go in half a box');
    const words = [
      'compare',
      file,
      '--with',
      'finite-volume,particles',
      '--until',
      '0.05',
      '--time-step',
      '0.01',
    ];
    const compared = await ottoflow(words);
    expect(compared).toMatchObject({ exitCode: 0, err: '' });
    expect(compared.out).toContain('particles/rods');
  });

  test('an error of a flow says where in the module it comes from', async () => {
    const text = [
      "import { entropy, gradientFlow, grid, potential, uniform } from 'ottoflow';",
      'const energy = entropy().plus(potential((x: number) => nowhere.of(x)));',
      'export default {',
      '  defaults: { cells: [5], until: 1 },',
      '  flow: (_: object, cells: number[]) => gradientFlow({ energy, initial: uniform(grid([[0, 1]], cells)) }),',
      '};',
    ];
    writeFileSync(join(folder, 'nowhere.ts'), text.join('\n'));
    const { exitCode, out } = await ottoflow(['verify', './nowhere.ts', '--out', 'out'], { cwd: folder });
    expect(exitCode).toBe(1);
    expect(out).toMatch(/broke off: .* ReferenceError: nowhere is not defined \(at nowhere\.ts:2:\d+\)/);
  });

  test.each(['porous.js', 'porous.mjs'])('%s without checks of its own: the general checks', async (name) => {
    const { exitCode, out } = await ottoflow(['verify', join(fixtures, name), '--json', '--out', folder]);
    const events = jsonLines(out);
    expect(events.filter((e) => e.pass === false)).toEqual([]);
    expect(events.filter((e) => e.event === 'check').length).toBeGreaterThan(5);
    expect(new Set(events.filter((e) => e.event === 'check').map((e) => e.problem))).toEqual(
      new Set(['porous']),
    );
    expect(exitCode).toBe(0);
    expect(readdirSync(folder).sort()).toEqual([
      'evidence.json',
      'index.html',
      'porous-densities.svg',
      'porous-energy.svg',
    ]);
  });

  test.each(['cosine.ts', 'porous.js', 'porous.mjs'])(
    '%s runs from a folder without any package',
    async (name) => {
      for (const file of [name, 'amplitude.ts']) cpSync(join(fixtures, file), join(folder, file));
      const words = ['run', name, '--solver', 'finite-volume', '--until', '0.01', '--out', 'out', '--json'];
      const { exitCode, out, err } = await ottoflow(words, { cwd: folder });
      expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
      expect(jsonLines(out).at(-1)).toMatchObject({ event: 'summary', complete: true, time: 0.01 });
      expect(readdirSync(join(folder, 'out')).sort()).toEqual(['fields.npz', 'result.json', 'steps.csv']);
    },
  );

  test('runs in a project that depends on the package', async () => {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(installed.folder, join(folder, 'node_modules', 'ottoflow'));
    writeFileSync(join(folder, 'package.json'), '{ "name": "project", "type": "commonjs" }');
    for (const file of ['cosine.ts', 'amplitude.ts']) cpSync(join(fixtures, file), join(folder, file));
    const main = join(folder, 'node_modules', 'ottoflow', 'dist', 'src', 'cli', 'main.js');
    const { exitCode, out, err } = await launch(main, ['info', './cosine.ts'], { cwd: folder });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toContain('Heat flow of a cosine');
  });

  const wrong: [name: string, text: string, says: RegExp][] = [
    ['syntax.ts', 'export default { name: ; };', /loading it threw .*Unexpected ";"/],
    ['throws.mjs', 'throw new Error("on\\n purpose");', /loading it threw Error: on purpose/],
    [
      'import.ts',
      "import { nothing } from 'ottoflow'; export default nothing;",
      /does not provide an export named 'nothing'/,
    ],
    ['none.ts', 'export const problem = 3;', /no default export/],
    ['number.js', 'export default 3;', /the default export is not a problem/],
    [
      'flow.mjs',
      "export default { flow: 'none', defaults: { cells: [3], until: 1 } };",
      /flow is "none"; allowed: a function/,
    ],
    [
      'until.ts',
      'export default { flow: () => 3, defaults: { cells: [3], until: -1 } };',
      /defaults.until is -1/,
    ],
    [
      'field.ts',
      'export default { flow: () => 3, fallow: 1, defaults: { cells: [3], until: 1 } };',
      /"fallow"; did you mean flow/,
    ],
  ];
  test.each(wrong)('%s is refused in one line: %s', async (name, text, says) => {
    writeFileSync(join(folder, name), text);
    const { exitCode, out, err } = await ottoflow(['info', name], { cwd: folder });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(/^ottoflow: problem module \S+: .*\n$/);
    expect(err).toMatch(says);
  });
});

describe('Ctrl-C', () => {
  const long = ['--time-step', '1e-7', '--json'];

  test('ends a run with exit code 130, and leaves nothing behind', async () => {
    const out = join(folder, 'out');
    const words = [
      'run',
      join(fixtures, 'porous.mjs'),
      '--solver',
      'finite-volume',
      '--method',
      'implicit',
      ...long,
      '--out',
      out,
    ];
    const { exitCode, err } = await ottoflow(words, {
      onOutput: (text, child) => {
        if (text.includes('"step"')) child.kill('SIGINT');
      },
    });
    expect({ exitCode, err }).toEqual({ exitCode: 130, err: '' });
    expect(existsSync(out)).toBe(false);
  });

  test('ends a verification in the middle of a computation', async () => {
    const endless = `
      import { gradientFlow, grid, power, uniform } from 'ottoflow';
      export default {
        defaults: { cells: [3], until: 1 },
        flow: (_, cells) => gradientFlow({ energy: power(2), initial: uniform(grid([[0, 1]], cells)) }),
        *verify() {
          yield { kind: 'note', note: 'begun' };
          for (;;) Math.random();
        },
      };`;
    writeFileSync(join(folder, 'endless.mjs'), endless);
    const words = ['verify', 'endless.mjs', '--json', '--out', 'out'];
    const { exitCode } = await ottoflow(words, {
      cwd: folder,
      onOutput: (text, child) => {
        if (text.includes('begun')) child.kill('SIGINT');
      },
    });
    expect(exitCode).toBe(130);
    expect(readdirSync(folder)).toEqual(['endless.mjs']);
  });
});
