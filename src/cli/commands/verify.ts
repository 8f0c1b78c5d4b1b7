import type { Terminal } from '../terminal/terminal.ts';
import { type VerifyOptions, verification } from '../verify/verification.ts';
import type { World } from '../world.ts';

/** `ottoflow verify`: checks what problems claim. */
export async function verify(
  words: readonly string[],
  options: VerifyOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const title = words.length === 1 ? `Verification of ${words[0]}` : 'Verification';
  return await verification(words, options, { title, out: options.out }, world, terminal);
}
