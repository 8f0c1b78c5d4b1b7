import { REPORT_FOLDER } from '../folders.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type VerifyOptions, verification } from '../verify/verification.ts';
import type { World } from '../world.ts';

/** Options of `ottoflow start`. */
export type StartOptions = Pick<VerifyOptions, 'json' | 'quiet' | 'full'>;

/** `ottoflow start`: verifies every built-in problem, quickly unless in full, and leaves a report. */
export async function start(options: StartOptions, world: World, terminal: Terminal): Promise<number> {
  const words = world.problems.map((p) => p.name);
  return await verification(
    words,
    options,
    { title: 'ottoflow report', out: REPORT_FOLDER },
    world,
    terminal,
  );
}
