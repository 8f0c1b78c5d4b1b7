import type { Part } from '../../common/parts.ts';
import { lineStudy } from '../common/line/lineStudy.ts';
import { particleEvidence } from '../common/particles/evidence.ts';
import { quickly, softSampler } from '../common/particles/study.ts';
import { setting } from './setting.ts';

/** Particles beside (4.1), on the way and at rest. */
export const particlesEvidence: Part['run'] = particleEvidence((context) => {
  const { parameters, full } = context;
  const realisations = full ? { moving: 200, atRest: 200 } : { moving: 10, atRest: 6 };
  const sampler = softSampler(quickly(parameters, full));
  return lineStudy(setting, { early: [0.005, 0.01], realisations, sampler }, context);
});
