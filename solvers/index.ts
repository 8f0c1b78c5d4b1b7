export * from './particles/index.ts';
