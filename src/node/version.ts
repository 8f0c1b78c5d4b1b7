import { createRequire } from 'node:module';

function version(): string {
  const manifest: unknown = createRequire(import.meta.url)('ottoflow/package.json');
  return manifest !== null && typeof manifest === 'object' && 'version' in manifest
    ? String(manifest.version)
    : '?';
}

/** The version of this package. */
export const VERSION: string = version();
