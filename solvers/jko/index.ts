export { jko, jkoMethods } from './jko.ts';
export type { JkoMethod, JkoSettings } from './settings.ts';
