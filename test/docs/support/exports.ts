import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { entryPoints } from '../../../docs/.vitepress/entryPoints.ts';
import { root } from './pages.ts';

/** Something that an entry point exports, and its doc comment. */
export interface Exported {
  /** `ottoflow`, `ottoflow/solvers`, … */
  readonly entry: string;
  readonly name: string;
  /** The source that declares it. */
  readonly file: string;
  /** All its doc comments, one after the other; empty without any. */
  readonly comment: string;
}

/** The sources of this package and nothing else: names and comments need neither libraries nor types of other packages. */
function sources(files: readonly string[]): ts.Program {
  const options: ts.CompilerOptions = { noLib: true, types: [], allowImportingTsExtensions: true };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => ({
      resolvedModule: text.startsWith('.')
        ? { resolvedFileName: join(dirname(from), text), extension: ts.Extension.Ts }
        : undefined,
    }));
  return ts.createProgram(files, options, host);
}

/** Everything that the package exports. @throws Error for an entry point that exports nothing. */
export function exported(): Exported[] {
  const entries = entryPoints();
  const program = sources(entries.map(({ source }) => source));
  const checker = program.getTypeChecker();
  return entries.flatMap(({ name: entry, source }) => {
    const file = program.getSourceFile(source);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry} exports nothing`);
    return checker.getExportsOfModule(module).map((symbol): Exported => {
      const alias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
      const declarations = (alias ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
      const comments = declarations.flatMap((d) => ts.getJSDocCommentsAndTags(d)).filter(ts.isJSDoc);
      const from = declarations[0]?.getSourceFile().fileName ?? source;
      return {
        entry,
        name: symbol.name,
        file: relative(root, from),
        comment: comments.map((c) => c.getText()).join('\n'),
      };
    });
  });
}
