import { REPORT_FOLDER } from '../folders.ts';
import type { OutputOptions } from '../terminal/output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { verification } from '../verify/verification.ts';
import type { World } from '../world.ts';

/** `ottoflow start`: verifies every built-in problem quickly, and leaves a report. */
export async function start(options: OutputOptions, world: World, terminal: Terminal): Promise<number> {
  const words = world.problems.map((p) => p.name);
  return await verification(
    words,
    options,
    { title: 'ottoflow report', out: REPORT_FOLDER },
    world,
    terminal,
  );
}
