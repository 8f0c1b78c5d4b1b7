export { cumulative } from './cumulative.ts';
export { quantile } from './quantile.ts';
export { wassersteinDistance } from './wasserstein1d.ts';
