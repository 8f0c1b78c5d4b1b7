import { Density, density, type Grid } from '../../../src/index.ts';

/** A mode of the heat equation on [0, 1] between walls. */
export interface Mode {
  readonly k: number;
  readonly amplitude: number;
}

/** Exact cell averages at time t of 1 + Σ a e^{−(kπ)² t} cos(kπx). */
export function heatModes(grid: Grid, modes: readonly Mode[], t: number): Density {
  const h = grid.axes[0].spacing;
  const values = Float64Array.from(grid.centres(0), (x) =>
    modes.reduce((s, { k, amplitude }) => {
      const w = k * Math.PI;
      const average = (Math.cos(w * x) * Math.sin(0.5 * w * h)) / (0.5 * w * h);
      return s + amplitude * Math.exp(-w * w * t) * average;
    }, 1),
  );
  return new Density(grid, values);
}

/** The Gaussian of an Ornstein–Uhlenbeck process, ∂p/∂t = p″ + κ (x p)′, at time t. */
export function ornsteinUhlenbeck(
  grid: Grid,
  kappa: number,
  mean: number,
  variance: number,
  t: number,
): Density {
  const m = mean * Math.exp(-kappa * t);
  const v = 1 / kappa + (variance - 1 / kappa) * Math.exp(-2 * kappa * t);
  return density(grid, (x) => Math.exp(-((x - m) ** 2) / (2 * v)) / Math.sqrt(2 * Math.PI * v));
}

/** Exact cell averages of the Barenblatt solution of ∂p/∂t = (p²)″ of unit mass: t^{−1/3} (C − x²/(12 t^{2/3}))₊. */
export function barenblatt(grid: Grid, t: number): Density {
  // Mass: (4/3) C √(12 C) = 1
  const C = (3 / (4 * Math.sqrt(12))) ** (2 / 3);
  const radius = Math.sqrt(12 * C) * t ** (1 / 3);
  const antiderivative = (x: number): number => {
    const r = Math.min(Math.max(x, -radius), radius);
    return t ** (-1 / 3) * (C * r - r ** 3 / (36 * t ** (2 / 3)));
  };
  const h = grid.axes[0].spacing;
  return new Density(
    grid,
    Float64Array.from(grid.centres(0), (x) => (antiderivative(x + h / 2) - antiderivative(x - h / 2)) / h),
  );
}
