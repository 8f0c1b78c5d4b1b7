import { grid, hardSphere, indicator } from '../../../src/index.ts';
import { BOX, type LineSetting } from '../common/line/lineSetting.ts';

/** Where all disks start. The paper's χ has mass 0.2 as printed; unit mass needs height 5. */
export const STRIP = [0.1, 0.3] as const;

/** N hard disks in V(x) = κ x², from χ of the strip; α (N − 1) ε² = 0.314 in the paper. */
export const setting: LineSetting = {
  name: 'Example 4.2',
  figure: 'Figure 2',
  times: [0.05, 0.1],
  pair: hardSphere(),
  potential:
    ({ stiffness }) =>
    (x) =>
      stiffness * x * x,
  initial: (cells) => indicator(grid([BOX], cells), [STRIP]),
};
