import type { ClosureName } from '../../../src/index.ts';

/** How macroscopic equations are called in tables and legends: that without interaction, and one for each closure. */
export const equationLabels: Readonly<Record<ClosureName | 'ideal', string>> = {
  ideal: 'no interaction',
  secondVirial: '(1.7), second virial',
  thirdVirial: 'third virial',
  hypernettedChain: 'hypernetted chain',
  scaledParticle: 'scaled particle',
  carnahanStarling: 'Carnahan–Starling',
  tonks: 'Tonks',
};
