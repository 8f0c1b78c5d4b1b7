import {
  entropy,
  excludedVolume,
  type GradientFlow,
  type Grid,
  gradientFlow,
  grid,
  indicator,
  type LocalEnergy,
} from 'ottoflow';

/** The energy of Example 4.1: entropy and excluded volume of coefficient 0.297. */
export const paperEnergy: LocalEnergy = entropy().plus(excludedVolume(0.297));

/** The box of the paper's examples, [−½, ½]. */
export function paperBox(cells: number): Grid {
  return grid([[-0.5, 0.5]], [cells]);
}

/**
 * Example 4.1 of the paper: χ of [0.2, 0.4] in [−½, ½] with mass 1.
 *
 * @param energy - the paper's unless said otherwise.
 */
export function paperFlow(cells: number, energy: LocalEnergy = paperEnergy): GradientFlow<LocalEnergy> {
  return gradientFlow({ energy, initial: indicator(paperBox(cells), [[0.2, 0.4]]) });
}
