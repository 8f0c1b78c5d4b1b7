import { density, grid, yukawa } from '../../../src/index.ts';
import { BOX, type LineSetting } from '../common/line/lineSetting.ts';

/** s of the potential. */
const WIDTH = 0.1;

function normal(x: number, mean: number, deviation: number): number {
  return Math.exp(-0.5 * ((x - mean) / deviation) ** 2) / deviation;
}

/**
 * N Yukawa particles in V(x) = −3/2 e^{−x²/s²} ± e^{−x²/2s²}: minus as printed, a plain well; plus has a crater and a rim, a volcano. They start
 * from C [N(−0.25, 0.05²) + N(0.25, 0.1²)], which is not without flux at the walls: a layer forms there at once. α_u (N − 1) ε² = 0.392
 * in the paper, with α_u = 3.926 of (3.26).
 */
export const setting: LineSetting = {
  name: 'Example 4.3',
  figure: 'Figure 3',
  times: [0.025, 0.05],
  pair: yukawa(),
  potential:
    ({ sign }) =>
    (x) => {
      const r = (x / WIDTH) ** 2;
      return -1.5 * Math.exp(-r) + sign * Math.exp(-r / 2);
    },
  initial: (cells) =>
    density(grid([BOX], cells), (x) => normal(x, -0.25, 0.05) + normal(x, 0.25, 0.1), { mass: 1 }),
};
