import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invoke } from './support/invoke.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ottoflow-'));
  writeFileSync(join(folder, 'file'), '');
  writeFileSync(join(folder, 'bad.json'), '{ "name": ');
  writeFileSync(join(folder, 'result.json'), '{ "problem": 3 }');
});
afterAll(() => rmSync(folder, { recursive: true }));

// words (@ is the folder of this test), and what the one line of the answer must say
const wrong: [words: string, says: string[]][] = [
  ['rnu test/slab', ['rnu', 'run']],
  ['run', ["missing required argument 'problem'"]],
  ['run test/slab extra', ['too many arguments']],
  ['run test/slab --solvr relaxation', ['--solvr', '--solver']],
  ['run test/slap', ['"test/slap"', 'test/slab']],
  ['run completely-different', ['"completely-different"', 'test/slab, test/square']],
  ['run ./missing.ts', ['./missing.ts', 'no such file']],
  ['run @/file.txt', ['file.txt', 'no such file']],
  ['run @/bad.json', ['bad.json: file is', 'allowed: JSON']],
  ['run @/file', ['file', 'ends in ""', '.mjs']],
  ['run test/slab --solver relaxaton', ['"relaxaton"', 'relaxation']],
  ['run test/slab --method exakt', ['method of relaxation', '"exakt"', 'exact']],
  ['run test/slab --solver walkers', ['walkers', 'a particle model']],
  ['run test/slab --cells ten', ['--cells', '"ten"', 'integers ≥ 1']],
  ['run test/slab --cells 10.5', ['--cells', '"10.5"', 'integers ≥ 1']],
  ['run test/slab --cells 0', ['--cells', '"0"', 'integers ≥ 1']],
  ['run test/slab --cells 10,10', ['--cells', '10,10', 'one per axis (1)']],
  ['run test/square --cells 1,2,3', ['--cells', '1,2,3', 'one per axis (2)']],
  ['run test/slab --cells 1,2,3,4', ['--cells', '"1,2,3,4"']],
  ['run test/slab --time-step 0', ['--time-step', '"0"', '> 0']],
  ['run test/slab --time-step -1e-3', ['--time-step', '"-1e-3"', '> 0']],
  ['run test/slab --time-step fast', ['--time-step', '"fast"', '> 0']],
  ['run test/slab --time-step', ['--time-step', 'argument missing']],
  ['run test/slab --until Infinity', ['--until', '"Infinity"', 'finite']],
  ['run test/slab --save-at 0.1,now', ['--save-at', '"0.1,now"', 'numbers ≥ 0']],
  ['run test/slab --save-at 0.5,2', ['--save-at', '2', '[0, 1]']],
  ['run test/slab --set width', ['--set', '"width"', 'key=value']],
  ['run test/slab --set width=', ['--set', '"width="', 'key=value']],
  ['run test/slab --set width=wide', ['--set width', '"wide"', 'a finite number']],
  ['run test/slab --set width=7', ['width', '7', '[0.01, 1]']],
  ['run test/slab --set width=0.1 --set width=0.2', ['--set width', 'one value']],
  ['run test/slab --set widht=0.1', ['"widht"', 'width']],
  ['run test/slab --set failat=1', ['"failat"', 'failAt']],
  ['run test/slab --time-step 0.1 --set timeStep=0.2', ['--set timeStep', 'not both']],
  ['run test/slab --seed -1', ['--seed', '"-1"', 'an integer ≥ 0']],
  ['run test/slab --realisations 1.5', ['--realisations', '"1.5"', 'an integer ≥ 1']],
  ['run test/slab --realisations 5', ['--realisations', '5', 'relaxation/exact']],
  ['run test/slab --face-mean arithmetic', ['--face-mean', '"arithmetic"', 'relaxation/exact']],
  ['run test/slab --out @/file', ['--out', 'file', 'a folder']],
  ['run test/slab --out @/file/below', ['--out', 'below', 'a folder']],
  ['run test/slab --json --quiet', ['--json', '--quiet']],
  ['run test/broken', ['test/broken', 'flow(parameters, cells)', 'no such thing']],
  ['compare test/slab --with relaxation/exact', ['--with', 'relaxation/exact', 'two or more']],
  ['compare test/slab --with relaxation/exact,relaxation', ['--with', 'once']],
  ['compare test/slab --with relaxation,walkers', ['walkers', 'a particle model']],
  ['compare test/slab --with relaxation/exact,relaxation/agian', ['"agian"', 'again']],
  ['compare test/slab --set nothing=1', ['"nothing"', 'width']],
  ['refine test/slab --in tiem', ['refinement', '"tiem"', 'time']],
  ['refine test/slab --error l3', ['error', '"l3"', 'l1']],
  ['refine test/slab --levels 1', ['--levels', '"1"', 'an integer ≥ 2']],
  ['refine test/slab --levels 2', ['--levels', '2', 'an integer from 3 to 20', 'successive']],
  ['refine test/slab --levels 21 --reference finest', ['--levels', '21', 'an integer from 2 to 20']],
  ['refine test/slab --time-step 2', ['--time-step', '2', 'at most 1']],
  ['refine test/slab --reference finset', ['reference', '"finset"', 'finest']],
  ['refine test/slab --reference relaxation/exakt', ['method of relaxation', '"exakt"', 'exact']],
  ['refine test/slab --reference walkers', ['walkers', 'a particle model']],
  ['refine test/slab --save-at 0.5', ['--save-at']],
  ['refine test/slab --out @/file', ['--out', 'file', 'a folder']],
  ['ensemble test/slab', ['ensemble', 'a particle model', 'test/slab']],
  ['ensemble test/slab --times 0.1,x', ['--times', '"0.1,x"', 'numbers ≥ 0']],
  ['ensemble test/slab --shard 0/3', ['--shard', '"0/3"', 'from 1 to n']],
  ['ensemble test/slab --shard 4/3', ['--shard', '"4/3"', 'from 1 to n']],
  ['ensemble test/slab --shard 3', ['--shard', '"3"', 'i/n']],
  ['ensemble test/slab --realisations 2 --shard 1/3', ['--shard', '"1/3"', 'at most 2 shares']],
  ['ensemble test/slab --threads 0', ['--threads', '"0"', 'an integer ≥ 1']],
  ['ensemble test/slab --set substp=3', ['"substp"', 'substep']],
  ['ensemble test/slab --out @', ['--out', 'a file, not a folder']],
  ['ensemble test/slab --out @/file/below', ['--out', 'a folder']],
  ['ensemble test/slab --out @/x.txt', ['--out', 'x.txt', 'ends in .npz']],
  ['ensemble test/slab --checkpoint @/file', ['--checkpoint', 'file', 'a folder']],
  ['merge', ['--out']],
  ['merge --out @/x.npz', ["missing required argument 'file'"]],
  ['merge @/none.npz --out @/x.csv', ['--out', 'x.csv', 'ends in .npz']],
  ['merge @/none.npz --out @/x.npz', ['none.npz', 'a file that can be read']],
  ['merge @/file --out @/x.npz', ['@/file', 'an ensemble as ottoflow writes it']],
  ['verify', ['missing required argument']],
  ['verify test/slab test/sqare', ['"test/sqare"', 'test/square']],
  ['verify test/slab --set timeStep=1', ['parameter of test/slab', '"timeStep"']],
  ['verify test/slab --jobs 0', ['--jobs', '"0"', 'an integer ≥ 1']],
  ['info test/slub', ['"test/slub"', 'test/slab']],
  ['report @/nowhere', ['folder', 'nowhere', 'result.json']],
  ['report @', ['problem in', 'result.json is 3']],
];

describe('wrong input', () => {
  test.each(wrong)('%s', async (words, says) => {
    const { exitCode, out, err } = await invoke(words.split(' ').map((w) => w.replace('@', folder)));
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(/^ottoflow: .*\n$/);
    for (const part of says) expect(err).toContain(part.replace('@', folder));
  });

  test('an error that nobody foresaw is one line too, with exit code 1', async () => {
    const { exitCode, err } = await invoke(['list'], {
      world: {
        ...(await import('./support/world.ts')).testWorld,
        get problems(): never {
          throw new RangeError('first line\n  second line');
        },
      },
    });
    expect(exitCode).toBe(1);
    expect(err).toBe('ottoflow: RangeError: first line second line (set DEBUG=1 for the stack)\n');
  });
});
