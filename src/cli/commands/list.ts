import { EXIT } from '../exit.ts';
import { type OutputOptions, output } from '../terminal/output.ts';
import { textTable } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { World } from '../world.ts';

/** `ottoflow list`: the built-in problems, and the solvers. */
export function list(options: OutputOptions, { problems, solvers }: World, terminal: Terminal): number {
  const to = output(terminal, options);
  for (const { name, title, source } of problems) to.emit({ event: 'problem', name, title, source });
  for (const { name, summary, methods } of solvers) to.emit({ event: 'solver', name, summary, methods });
  to.emit({ event: 'summary', problems: problems.length, solvers: solvers.length });
  const problemRows = problems.map(({ name, title, source }) => [name, title, source]);
  to.say(textTable([{ title: 'problem' }, { title: 'title' }, { title: 'source' }], problemRows));
  const solverRows = solvers.map(({ name, methods, summary }) => [name, methods.join(', '), summary]);
  to.say(
    `\n${textTable([{ title: 'solver' }, { title: 'methods' }, { title: 'what it does' }], solverRows)}`,
  );
  return EXIT.success;
}
