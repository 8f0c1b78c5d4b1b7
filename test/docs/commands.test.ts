import { expect, test } from 'vitest';
import { builtInWorld } from '../../src/cli/builtInWorld.ts';
import { program } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal/terminal.ts';
import { verifyInThread } from '../../src/cli/verify/inThread.ts';
import { type Problem, problem } from '../../src/verify/problem.ts';
import { invoke } from '../cli/support/invoke.ts';
import { blocks, pages, prose } from './support/pages.ts';
import { run } from './support/program.ts';

const silent: Terminal = {
  out: () => undefined,
  err: () => undefined,
  screen: null,
  colour: false,
  debug: false,
  signal: new AbortController().signal,
};
const root = program({ world: builtInWorld, terminal: silent, end: () => undefined });
const guide = prose('docs/guide/command-line.md');

/** Options by the names of the commands that take them. */
const options = new Map(root.commands.map((c) => [c.name(), c.options.map((o) => o.long ?? '')]));
const common = ['--json', '--quiet'];

test('the guide has every command, and no other', () => {
  const named = [...guide.matchAll(/^\| `(\w+)[^`]*` \|/gm)].map(([, name]) => name);
  expect(named).toEqual([...options.keys()]);
});

test('the guide says of every option which commands take it', () => {
  const said = [...guide.matchAll(/^\| `(--[\w-]+)[^`]*` \| ([\w, ]+) \|/gm)].flatMap(([, option, of]) =>
    of.split(', ').map((command) => `${command} ${option}`),
  );
  const actual = [...options].flatMap(([command, all]) =>
    all.filter((o) => !common.includes(o)).map((option) => `${command} ${option}`),
  );
  expect(said.sort()).toEqual(actual.sort());
  for (const [, all] of options) expect(all).toEqual(expect.arrayContaining(common));
});

/** The command lines on a page, without `npx ottoflow` and what follows a `#`. */
function commandLines(page: string): string[][] {
  return blocks(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => [...text.matchAll(/^npx ottoflow ([^#\n]+)/gm)])
    .map(([, words]) => words.trim().split(/\s+/));
}

test.each(pages().filter((page) => commandLines(page).length > 0))(
  '%s uses commands and options that exist',
  (page) => {
    for (const [command, ...words] of commandLines(page)) {
      expect([...options.keys()]).toContain(command);
      for (const word of words.filter((w) => w.startsWith('--')))
        expect(options.get(command)).toContain(word);
    }
  },
);

test('what the guide calls wrong is answered as it says', async () => {
  const wrong = commandLines('docs/guide/command-line.md').slice(-4);
  const said = blocks('docs/guide/command-line.md').at(-1)?.text.split('\n');
  for (const [k, words] of wrong.entries()) {
    const { exitCode, out, err } = await invoke(words, { world: builtInWorld });
    expect({ exitCode, out, err }).toEqual({ exitCode: 2, out: '', err: `${said?.[k]}\n` });
  }
});

function isDefinition(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'flow' in value && 'verify' in value;
}

test('the problem of the guide is verified with the words that the guide prints', async () => {
  const page = 'docs/guide/own-problem.md';
  const { default: exported } = await run(page);
  if (!isDefinition(exported)) throw new Error(`${page} does not export a problem`);
  const world = { ...builtInWorld, problems: [problem(exported)], verification: verifyInThread };
  const { exitCode, out } = await invoke(['verify', 'barenblatt'], { world });
  const said = blocks(page).find(({ text }) => text.startsWith('barenblatt —'))?.text;
  expect(exitCode).toBe(0);
  expect(`${out}report: report/index.html`).toBe(said);
});
