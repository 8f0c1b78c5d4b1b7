// Packs what `npm run build` made, puts it into an empty project beside the packages that it depends on, and is a user of it there:
// a program in TypeScript, its types under two kinds of resolution, and the command line. Nothing is downloaded.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const project = mkdtempSync(join(tmpdir(), 'ottoflow-consumer-'));
const modules = join(project, 'node_modules');

/** Runs a program in the project and returns what it prints. @throws Error with what it prints if it fails. */
function call(program: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: project, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** The tarball that would be published. @throws Error if it holds what no user needs, or lacks what every user does. */
function pack(): Packed {
  const printed = call('npm', 'pack', root, '--json', '--ignore-scripts');
  const [packed] = JSON.parse(printed) as Packed[];
  const paths = packed.files.map((file) => file.path);
  const wanted =
    /^(dist\/(src|solvers|problems)\/.*\.(js|d\.ts)(\.map)?|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
  const strangers = paths.filter((path) => !wanted.test(path));
  if (strangers.length > 0) throw new Error(`the package holds ${strangers.join(', ')}`);
  const missing = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'].filter(
    (path) => !paths.includes(path),
  );
  if (missing.length > 0) throw new Error(`the package lacks ${missing.join(', ')}`);
  return packed;
}

/** The folders of the packages that some packages depend on, and those depend on, in node_modules/ of this repository. */
function dependencies(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    // What is not at the top is nested in what depends on it, and comes along with that.
    if (found.has(name) || !existsSync(join(root, 'node_modules', name))) continue;
    found.add(name);
    waiting.push(...dependenciesOf(join(root, 'node_modules', name)));
  }
  return found;
}

function dependenciesOf(folder: string): string[] {
  const { dependencies: own = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  return Object.keys(own);
}

/** Unpacks the tarball to where `npm install` would, and links what it says that it depends on. */
function install({ filename }: Packed): void {
  const own = join(modules, 'ottoflow');
  mkdirSync(own, { recursive: true });
  call('tar', '-xzf', filename, '-C', own, '--strip-components=1');
  for (const name of dependencies(dependenciesOf(own))) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'dir');
  }
}

/** Compiles and runs the program of a user. */
function consume(): void {
  cpSync(join(import.meta.dirname, 'consumer.ts'), join(project, 'consumer.ts'));
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  );
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const common = {
    strict: true,
    target: 'es2023',
    lib: ['es2023', 'dom'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const compile = (name: string, options: object): void => {
    const config = { compilerOptions: { ...common, ...options }, files: ['consumer.ts'] };
    writeFileSync(join(project, name), JSON.stringify(config));
    call(process.execPath, tsc, '-p', name);
  };
  compile('bundler.json', {
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
    skipLibCheck: true,
  });
  // Here the declarations themselves are checked as well.
  compile('nodenext.json', { module: 'nodenext', skipLibCheck: false, skipDefaultLibCheck: true });
  call(process.execPath, 'consumer.js');
  const listed = call(process.execPath, join(modules, 'ottoflow', 'dist', 'src', 'cli', 'main.js'), 'list');
  if (!listed.includes('paper/4.1')) throw new Error(`ottoflow list printed ${listed}`);
}

try {
  const packed = pack();
  install(packed);
  consume();
  const [size, unpacked] = [packed.size, packed.unpackedSize].map((bytes) => (bytes / 2 ** 20).toFixed(1));
  process.stdout.write(
    `packed: ${packed.files.length} files, ${size} MiB, ${unpacked} unpacked; installed, compiled against and run\n`,
  );
} finally {
  rmSync(project, { recursive: true });
}
