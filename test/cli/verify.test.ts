import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, type Evidence } from 'ottoflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { summaryOf } from '../../src/cli/verification.ts';
import { evidenceJson, readEvidence } from '../../src/cli/verify/evidenceFile.ts';
import { verifyAll } from '../../src/cli/verify/verifyAll.ts';
import { invoke, jsonLines } from './support/invoke.ts';
import { testWorld } from './support/world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ottoflow verify', () => {
  test('prints the table of checks and ends with 0 when all of them hold', async () => {
    const { exitCode, out, err } = await invoke(['verify', 'test/slab']);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(/✓ {2}width {3,}0\.2 {3,}0\.2 {3,}± 0\.05 {2}the definition/);
    expect(out).toContain('seed 1, quick');
    expect(out).toMatch(/Numbers\n {4}n {2}what\n {4}1 {2}one/);
    expect(out).toContain('the one check holds');
  });

  test('ends with 1 when a check does not hold', async () => {
    const { exitCode, out } = await invoke(['verify', 'test/slab', '--set', 'width=0.3']);
    expect(exitCode).toBe(1);
    expect(out).toContain('✗  width');
    expect(out).toContain('1 of 1 checks does not hold');
  });

  test('nothing is verified on one cell', async () => {
    const { exitCode, out } = await invoke(['verify', 'test/slab', '--cells', '1']);
    expect(exitCode).toBe(1);
    expect(out).toContain('✗ broke off: cells is [1]; allowed: two or more along an axis');
  });

  test('a verification that breaks off fails, says why, and does not stop the others', async () => {
    const { exitCode, out } = await invoke(['verify', 'test/square', 'test/slab']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/test\/square\n {2}nothing was checked\n {2}✗ broke off: RangeError: out of range/);
    expect(out).toContain('✓  width');
    expect(out).toContain('1 of 2 verifications broke off');
  });

  test('as JSON: one object per check, the last line the summary; seed and size are passed on', async () => {
    const { out } = await invoke(['verify', 'test/slab', '--json', '--seed', '5', '--full', '--out', folder]);
    expect(jsonLines(out)).toEqual([
      { event: 'note', problem: 'test/slab', note: 'seed 5, full' },
      {
        event: 'check',
        problem: 'test/slab',
        ...{ name: 'width', measured: 0.2, expected: 0.2, tolerance: 0.05 },
        ...{ relation: 'equal', source: 'the definition', pass: true },
      },
      { event: 'summary', pass: true, checks: 1, failed: 0, broken: 0, report: join(folder, 'index.html') },
    ]);
  });

  test('start takes the sizes of the sources, too', async () => {
    const { exitCode, out } = await invoke(['start', '--full', '--json'], { interruptAt: 1 });
    expect(exitCode).toBe(130);
    expect(jsonLines(out)[0]).toEqual({ event: 'note', problem: 'test/slab', note: 'seed 1, full' });
  });

  test('writes the page, its pictures and the evidence, from which the same page can be made again', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    await invoke(['verify', 'test/slab', 'test/square', '--quiet', '--out', first]);
    expect(readdirSync(first).sort()).toEqual(['evidence.json', 'index.html', 'test-slab-decay.svg']);
    const { exitCode, out } = await invoke(['report', first, '--out', second]);
    expect(exitCode).toBe(1);
    expect(out).toContain('broke off: RangeError: out of range');
    const read = (f: string, name: string): string => readFileSync(join(f, name), 'utf8');
    // The title tells a verification from a report of several; nothing else differs, to the byte.
    expect(read(second, 'index.html').replaceAll('ottoflow report', 'Verification')).toBe(
      read(first, 'index.html'),
    );
    expect(read(second, 'test-slab-decay.svg')).toBe(read(first, 'test-slab-decay.svg'));
    expect(JSON.parse(read(second, 'evidence.json'))).toEqual(JSON.parse(read(first, 'evidence.json')));
  });

  test('interrupted, it ends with 130 and writes nothing', async () => {
    const { exitCode } = await invoke(['verify', 'test/slab', '--json', '--out', folder], { interruptAt: 1 });
    expect(exitCode).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('verifyAll', () => {
  const task = { problem: '', parameters: {}, cells: [], seed: 1, full: false };
  const queue = ['slow', 'quick', 'medium'].map((name) => ({
    problem: { ...testWorld.problems[0], name },
    task,
  }));
  const delay: Record<string, number> = { slow: 30, quick: 1, medium: 15 };

  test.each([1, 2, 8])('with %i at a time, problems are told of in the order of the list', async (jobs) => {
    const told: string[] = [];
    const fractions: number[] = [];
    let running = 0;
    let most = 0;
    const listener = {
      evidence: () => undefined,
      progress: (fraction: number) => void fractions.push(fraction),
      done: ({ problem }: { problem: { name: string } }) => void told.push(problem.name),
    };
    const run: Parameters<typeof verifyAll>[1] = async (_, { name }) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, delay[name]));
      running--;
      return name === 'quick' ? 'it broke' : null;
    };
    const results = await verifyAll(queue, run, listener, jobs, new AbortController().signal);
    expect(told).toEqual(['slow', 'quick', 'medium']);
    expect(results.map((r) => [r.problem.name, r.error])).toEqual([
      ['slow', null],
      ['quick', 'it broke'],
      ['medium', null],
    ]);
    expect(most).toBe(Math.min(jobs, 3));
    expect(fractions[fractions.length - 1]).toBeCloseTo(1, 12);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });
});

describe('evidence.json', () => {
  test('gives typed arrays back as lists, and what JSON cannot say as NaN', async () => {
    const series = [
      { label: 'a', x: Float64Array.of(0, 1), y: [Number.NaN, 2], error: [0, 1], style: 'dots' as const },
    ];
    const axis = { label: 'x', scale: 'log' as const, domain: [1, 2] as const };
    const figure = { id: 'f', title: 't', caption: 'c', x: axis, y: { label: 'y' }, series };
    const evidence: Evidence[] = [
      { kind: 'check', check: check({ name: 'a', measured: Number.NaN, expected: 1, source: 's' }) },
      { kind: 'figure', figure },
    ];
    const [problem] = testWorld.problems;
    const path = join(folder, 'evidence.json');
    const verification = { problem: summaryOf(problem, { width: 1 }, [3]), evidence, error: null };
    writeFileSync(path, evidenceJson('1', [verification]));
    const plain = [{ ...series[0], x: [0, 1] }];
    expect(await readEvidence(path)).toEqual([
      { ...verification, evidence: [evidence[0], { kind: 'figure', figure: { ...figure, series: plain } }] },
    ]);
  });
});
