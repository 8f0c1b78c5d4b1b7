import type { GradientFlow, LocalEnergy } from '../../../src/index.ts';

/** (4.1) with and without interactions, on the same grid from the same start. */
export interface PaperFlows {
  /** (4.1) with the free energy (4.2). */
  readonly interacting: GradientFlow<LocalEnergy>;
  /** α_u = 0: the Fokker–Planck equation. */
  readonly linear: GradientFlow<LocalEnergy>;
}

/** How the flows are called in tables and legends. */
export const flowLabels: Readonly<Record<keyof PaperFlows, string>> = {
  interacting: 'with interactions',
  linear: 'without',
};

/** Both names, the paper's equation first. */
export const flowNames: readonly (keyof PaperFlows)[] = ['interacting', 'linear'];
