import {
  entropy,
  excludedVolume,
  type GradientFlow,
  gradientFlow,
  grid,
  indicator,
  type LocalEnergy,
} from 'ottoflow';

/** Example 4.1 of the paper: χ of [0.2, 0.4] in [−½, ½] with mass 1, entropy and excluded volume of coefficient 0.297. */
export function paperFlow(cells: number): GradientFlow<LocalEnergy> {
  const box = grid([[-0.5, 0.5]], [cells]);
  return gradientFlow({
    energy: entropy().plus(excludedVolume(0.297)),
    initial: indicator(box, [[0.2, 0.4]]),
  });
}
