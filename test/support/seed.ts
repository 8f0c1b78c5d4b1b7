import fc from 'fast-check';

/**
 * Property tests draw the same samples in every run, so that a change is judged by what it changed; FC_SEED=random, or a
 * number, draws others. A failure prints the seed and path that repeat it either way.
 */
const wanted = process.env.FC_SEED;

if (wanted !== 'random')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted ?? 20261122) });
