export { jko } from './jko.ts';
export type { JkoMethod, JkoSettings } from './settings.ts';
