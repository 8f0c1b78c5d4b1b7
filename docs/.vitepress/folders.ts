import { join } from 'node:path';

/** The pages that the build makes; no commit holds them. */
export const GENERATED: string = join(import.meta.dirname, '..', 'generated');

/** What TypeDoc writes there. */
export const API: string = join(GENERATED, 'api');

/** The site. */
export const SITE: string = join(import.meta.dirname, 'dist');
