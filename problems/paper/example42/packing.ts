import type { Part } from '../../common/parts.ts';
import { packingEvidence } from '../common/line/linePacking.ts';
import { setting } from './setting.ts';

/** Disks at rest as they grow. */
export const diskPackingEvidence: Part['run'] = packingEvidence(setting, {
  who: 'disks',
  realisations: { quick: 16, full: 400 },
  source: 'Reiss–Frisch–Lebowitz 1959, locally',
});
