export { cite } from './cite.ts';
export { bibtex, type Reference } from './reference.ts';
export { references } from './references.ts';
