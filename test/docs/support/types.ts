import { join } from 'node:path';
import ts from 'typescript';
import { root } from './pages.ts';

/**
 * What the compiler has to say about programs that are on no disk, as `name(line): message`.
 *
 * They are compiled at the top of the repository with its own options, but for those that concern who publishes types.
 */
export function typeErrors(programs: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const files = new Map(
    [...programs].map(([name, text]) => [join(root, `${name.replaceAll('/', '-')}.ts`), text]),
  );
  const settings = { ...options, isolatedDeclarations: false, declaration: false };
  const host = ts.createCompilerHost(settings);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, text, language);
  };
  const program = ts.createProgram([...files.keys()], settings, host);
  return [...files.keys()].flatMap((name, k) => {
    const source = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ start = 0, messageText }) => {
      const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${[...programs.keys()][k]}(${line}): ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}
