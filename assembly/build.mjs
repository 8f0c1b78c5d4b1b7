// Compiles the kernels to WebAssembly and writes them, in base64, where the library imports them. With --check nothing is written, and
// the exit code says whether what is there is what would be.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const MODULES = [
  ['energies', 'src/energy/cells/energies.wasm.ts'],
  ['particles', 'solvers/particles/particles.wasm.ts'],
  ['explicit', 'solvers/finite-volume/explicit/explicit.wasm.ts'],
];

const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'],
  // Memory is made by the caller; nothing is in it but what the caller puts there.
  ...['--importMemory', '--noExportMemory', '--use', 'abort='],
  ...['--disableWarning', '112'],
];

const root = fileURLToPath(new URL('..', import.meta.url));

/** The bytes of a module. */
async function compile(name) {
  let bytes = null;
  const { error, stderr } = await asc.main([`assembly/${name}.ts`, ...OPTIONS, '--outFile', 'out.wasm'], {
    readFile: (file, base) => readFile(`${base}/${file}`, 'utf8').catch(() => null),
    writeFile: (_, contents) => {
      bytes = contents;
    },
  });
  if (error !== null || bytes === null) throw new Error(`assembly/${name}.ts: ${stderr}`);
  return bytes;
}

/** A module of TypeScript that holds them. */
function source(name, bytes) {
  const text = Buffer.from(bytes).toString('base64');
  return `// Compiled from assembly/${name}.ts by \`npm run assembly\`.\nexport default '${text}';\n`;
}

process.chdir(root);
const check = process.argv.includes('--check');
for (const [name, path] of MODULES) {
  const made = source(name, await compile(name));
  const there = await readFile(path, 'utf8').catch(() => '');
  if (made === there) continue;
  if (check) {
    process.stderr.write(`${path} is not what assembly/${name}.ts compiles to: run "npm run assembly"\n`);
    process.exitCode = 1;
  } else await writeFile(path, made);
}
