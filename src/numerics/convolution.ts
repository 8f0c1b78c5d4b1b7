import type { Field } from '../energy/term.ts';
import type { Axis } from '../grid/axis.ts';
import type { Grid } from '../grid/grid.ts';
import { convolutionKernel } from './convolutionKernel.ts';
import { type BoxShape, convolveBox } from './convolveBox.ts';
import { nextPowerOfTwo, type PowerOfTwoFft, powerOfTwoFft } from './fft.ts';

/** Writes the convolution of a cell field p with a kernel into the cell field `out`, which may be p itself. */
export type Convolution = (out: Float64Array, p: Float64Array) => void;

/** Long enough that what wraps around meets zeros; a periodic axis whose cells are a power of two wraps as it should. */
function transformLength({ cells, periodic }: Axis): number {
  return periodic && nextPowerOfTwo(cells) === cells ? cells : nextPowerOfTwo(2 * cells - 1);
}

/** One line: transform, multiply by the spectrum of the kernel, which is real because the kernel is even, and back. */
function convolveLine(cells: number, fft: PowerOfTwoFft, kernel: Float64Array): Convolution {
  const { size } = fft;
  const a = new Float64Array(2 * size);
  const b = new Float64Array(2 * size);
  const line = new Float64Array(size);
  fft.forwardReal(a, kernel);
  const spectrum = Float64Array.from({ length: size }, (_, k) => a[2 * k]);
  return (out, p) => {
    line.set(p);
    fft.forwardReal(a, line);
    for (let k = 0; k < size; k++) {
      a[2 * k] *= spectrum[k];
      a[2 * k + 1] *= spectrum[k];
    }
    fft.inverse(b, a);
    for (let i = 0; i < cells; i++) out[i] = b[2 * i];
  };
}

/**
 * The convolution with an even W at cell centres, `out_i = h^d Σ_j W(x_i − x_j) p_j`, by fast Fourier transforms.
 *
 * On axes with walls nothing wraps around; on periodic axes x_i − x_j is the nearest image, and the mean of both at a
 * tie. The plan is made once; the function returned allocates nothing and works for any number of cells.
 *
 * @param W - even and finite at every difference of cell centres, 0 included.
 * @throws ArgumentError naming the difference at which W is not finite, or not even.
 */
export function convolution(grid: Grid, W: Field): Convolution {
  const lengths = grid.axes.map(transformLength);
  const kernel = convolutionKernel(grid, W, lengths);
  const plans = lengths.map(powerOfTwoFft);
  if (grid.dimension === 1) return convolveLine(grid.size, plans[0], kernel);
  const shape: BoxShape = { cells: grid.shape, plans };
  return convolveBox(shape, kernel);
}
