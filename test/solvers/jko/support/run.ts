import { type Energy, type GradientFlow, march, type Step } from 'ottoflow';
import { type JkoSettings, jko } from '../../../../solvers/jko/index.ts';

/** The steps of newton up to a time. */
export function run(
  flow: GradientFlow<Energy>,
  settings: Omit<JkoSettings, 'method'>,
  until: number,
): Step[] {
  return [...march(flow, jko(settings), [until])];
}
