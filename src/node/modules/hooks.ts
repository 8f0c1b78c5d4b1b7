import type { InitializeHook, ResolveFnOutput, ResolveHook } from 'node:module';

/** Addresses of this package's entry points by the names under which problem modules import them. */
let own: Readonly<Record<string, string>> = {};

/** Called once by `module.register`, in the thread of the loader. */
export const initialize: InitializeHook<Readonly<Record<string, string>>> = (entries) => {
  own = entries;
};

/** What a file of the user's is: with or without a package.json, `.ts` is an ES module, and `.js` is what its syntax says. */
function withFormat(found: ResolveFnOutput): ResolveFnOutput {
  if (found.url.includes('/node_modules/')) return found;
  if (/\.ts(\?|$)/.test(found.url)) return { ...found, format: 'module' };
  if (!/\.js(\?|$)/.test(found.url) || found.format !== 'commonjs') return found;
  // Left open, the format is found out by Node from the text.
  const { format: _, ...open } = found;
  return open;
}

/**
 * Resolves `ottoflow` and its entry points to the very copy that is running, wherever a problem module lies: its classes
 * are then the command line's own.
 *
 * To be registered after the loader of TypeScript, so that its answers pass through here.
 */
export const resolve: ResolveHook = async (specifier, context, nextResolve) =>
  withFormat(await nextResolve(own[specifier] ?? specifier, context));
