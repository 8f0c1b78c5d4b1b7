import * as fastCheck from 'fast-check';
import * as ottoflow from 'ottoflow';
import * as expressions from 'ottoflow/expressions';
import * as files from 'ottoflow/files';
import * as node from 'ottoflow/node';
import * as problems from 'ottoflow/problems';
import * as solvers from 'ottoflow/solvers';
import * as testing from 'ottoflow/testing';
import ts from 'typescript';
import { snippets } from './snippets.ts';

/** What snippets may import. */
const modules: Readonly<Record<string, object>> = {
  ottoflow,
  'ottoflow/expressions': expressions,
  'ottoflow/files': files,
  'ottoflow/node': node,
  'ottoflow/problems': problems,
  'ottoflow/solvers': solvers,
  'ottoflow/testing': testing,
  'fast-check': fastCheck,
};

/** What a program left behind. */
export interface Ran {
  /** What each block printed. */
  readonly printed: readonly string[];
  /** Its variables and functions by name. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly default: unknown;
}

/** Names declared at the top of a program. */
function namesIn(program: string): string[] {
  const names: string[] = [];
  const add = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name.text);
    else for (const e of name.elements) if (ts.isBindingElement(e)) add(e.name);
  };
  for (const statement of ts.createSourceFile('page.ts', program, ts.ScriptTarget.ES2023).statements) {
    if (ts.isVariableStatement(statement))
      for (const d of statement.declarationList.declarations) add(d.name);
    else if (ts.isFunctionDeclaration(statement) && statement.name !== undefined)
      names.push(statement.name.text);
  }
  return names;
}

/** Runs the program of a page against the sources of this package. */
export async function run(page: string): Promise<Ran> {
  const parts = snippets(page).map(({ block }, k) => `__begin(${k});\n${block.text}`);
  const program = parts.join('\n');
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const printed = parts.map(() => '');
  let current = 0;
  const scope = {
    require: (name: string): object => {
      if (!Object.hasOwn(modules, name)) throw new Error(`${page} imports "${name}"`);
      return modules[name];
    },
    exports: { default: undefined as unknown },
    console: {
      log: (...values: readonly unknown[]): void => {
        printed[current] += `${values.join(' ')}\n`;
      },
    },
    __begin: (k: number): void => {
      current = k;
    },
  };
  const body = `return (async () => {\n${outputText}\nreturn { ${namesIn(program).join(', ')} };\n})();`;
  const values: unknown = await new Function(...Object.keys(scope), body)(...Object.values(scope));
  return {
    printed,
    values: Object.fromEntries(Object.entries(Object(values))),
    default: scope.exports.default,
  };
}
