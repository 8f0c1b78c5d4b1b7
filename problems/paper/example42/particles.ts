import type { Part } from '../../common/parts.ts';
import { lineStudy } from '../common/line/lineStudy.ts';
import { particleEvidence } from '../common/particles/evidence.ts';
import { setting } from './setting.ts';

/** Particles beside (4.1), on the way and at rest. */
export const particlesEvidence: Part['run'] = particleEvidence((context) => {
  const realisations = context.full ? { moving: 200, atRest: 400 } : { moving: 10, atRest: 30 };
  return lineStudy(setting, { early: [0.01, 0.025], realisations, sampler: {} }, context);
});
