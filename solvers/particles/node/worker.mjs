// The thread when sources are run as they are: it learns TypeScript first. It is no part of what is built.
import { register } from 'tsx/esm/api';

register({ tsconfig: false });
const { default: work } = await import('./worker.ts');

export default work;
