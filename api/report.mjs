// Writes what each entry point exports into api/*.api.md, from the declarations that `npm run build` made, so that a change of the API shows
// as a change of these files. With --check nothing is written, and the exit code says whether what is there is what would be.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const check = process.argv.includes('--check');

/** The entry points: name of the report and file of declarations. */
const entries = Object.entries(manifest.exports).flatMap(([path, conditions]) =>
  typeof conditions === 'string'
    ? []
    : [{ name: ['ottoflow', ...path.split('/').slice(1)].join('-'), declarations: conditions.types }],
);

const compilerOptions = {
  ...{ target: 'ES2023', lib: ['ES2023', 'DOM'], module: 'nodenext', moduleResolution: 'nodenext' },
  ...{ strict: true, skipLibCheck: true, types: ['node'] },
};

const configOf = ({ name, declarations }, temporary) =>
  ExtractorConfig.prepare({
    packageJsonFullPath: join(root, 'package.json'),
    configObjectFullPath: join(root, 'api', 'report.mjs'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, declarations),
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { compilerOptions, files: entries.map((e) => e.declarations) } },
      apiReport: {
        enabled: true,
        reportFolder: join(root, 'api'),
        reportTempFolder: temporary,
        reportFileName: name,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        // Release tags are not in use here, and TypeDoc checks what is documented and how.
        extractorMessageReporting: { default: { logLevel: 'none' } },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
  });

const temporary = mkdtempSync(join(tmpdir(), 'ottoflow-api-'));
try {
  const configs = entries.map((entry) => configOf(entry, temporary));
  const additionalEntryPoints = configs.map((config) => config.mainEntryPointFilePath);
  const compilerState = CompilerState.create(configs[0], { additionalEntryPoints });
  for (const [k, { name }] of entries.entries()) {
    const { apiReportChanged, errorCount } = Extractor.invoke(configs[k], {
      compilerState,
      localBuild: !check,
      messageCallback: (message) => {
        message.handled = message.logLevel !== 'error';
      },
    });
    if (errorCount > 0) process.exitCode = 1;
    if (!apiReportChanged) continue;
    const said = check ? 'is out of date: npm run build && npm run api, and look at the change' : 'written';
    process.stdout.write(`api/${name}.api.md ${said}\n`);
    if (check) process.exitCode = 1;
  }
} finally {
  rmSync(temporary, { recursive: true });
}
