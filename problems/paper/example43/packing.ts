import type { Part } from '../../common/parts.ts';
import { packingEvidence } from '../common/line/linePacking.ts';
import { setting } from './setting.ts';

/** Yukawa particles at rest as their range grows. */
export const yukawaPackingEvidence: Part['run'] = packingEvidence(setting, {
  who: 'Yukawa particles',
  realisations: { quick: 8, full: 200 },
  source: 'Mayer–Mayer 1940, locally',
});
