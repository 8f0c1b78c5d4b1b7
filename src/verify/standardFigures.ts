import { ArgumentError } from '../errors/argumentError.ts';
import type { Grid } from '../grid/grid.ts';
import type { Figure, Series } from './figure.ts';

/** The energy of a run over time: a trajectory with a label is one. @see {@link energyFigure} */
export interface EnergyCurve extends Pick<Series, 'label' | 'style' | 'group'> {
  readonly times: readonly number[];
  /** null where there is none. */
  readonly energy: readonly (number | null)[];
}

/**
 * How the energy decays: its distance from that of the steady state on a log axis, or itself where none is known.
 *
 * @param steady - the energy of the steady state, or null. Distances below 1e-14 max(1, |steady|) are left out: they are
 * the rounding of the two energies.
 * @see {@link Figure}
 */
export function energyFigure(curves: readonly EnergyCurve[], steady: number | null): Figure {
  const above = (e: number | null): number => {
    if (e === null) return Number.NaN;
    if (steady === null) return e;
    return e - steady > 1e-14 * Math.max(1, Math.abs(steady)) ? e - steady : Number.NaN;
  };
  return {
    id: 'energy',
    title: 'Decay of the energy',
    caption:
      steady === null ? 'E along the runs.' : 'Distance of E from its minimum at the mass of the flow.',
    x: { label: 'time t' },
    y: steady === null ? { label: 'E' } : { label: 'E(p(t)) − E(p∞)', scale: 'log' },
    series: curves.map(({ times, energy, ...rest }) => ({ ...rest, x: times, y: energy.map(above) })),
  };
}

/** A density to be drawn. @see {@link densityFigure} */
export interface DensityCurve extends Pick<Series, 'label' | 'style' | 'group'> {
  /** Cell averages. */
  readonly density: ArrayLike<number>;
}

/**
 * Densities on a grid of one dimension.
 *
 * @throws ArgumentError for a grid of more dimensions.
 * @see {@link Figure}
 */
export function densityFigure(grid: Grid, curves: readonly DensityCurve[], caption: string): Figure {
  if (grid.dimension !== 1) throw new ArgumentError('grid', grid.toString(), 'a grid of one dimension');
  const x = grid.centres(0);
  return {
    id: 'densities',
    title: 'Densities',
    caption,
    x: { label: 'x', domain: [grid.axes[0].lower, grid.axes[0].upper] },
    y: { label: 'p' },
    series: curves.map(({ density, ...rest }) => ({ ...rest, x, y: density })),
  };
}
