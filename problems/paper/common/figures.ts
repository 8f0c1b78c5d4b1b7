import {
  type Density,
  type DensityCurve,
  densityFigure,
  type Figure,
  type RelativeEnergies,
  type Series,
  type SteadyState,
} from '../../../src/index.ts';
import type { Example } from './example.ts';
import { flowLabels, flowNames, type PaperFlows } from './flows.ts';

/** The external potential: (a) of the paper's figure. */
export function potentialFigure({ flows, potential, name, figure }: Example, caption: string): Figure {
  const { grid } = flows.interacting;
  const x = grid.centres(0);
  return {
    id: 'potential',
    title: `External potential of ${name} (${figure}(a) of the paper)`,
    caption,
    x: { label: 'x', domain: [grid.axes[0].lower, grid.axes[0].upper] },
    y: { label: 'V' },
    series: [{ label: 'V(x)', x, y: x.map((at) => potential(at, 0)) }],
  };
}

/** The densities of a flow at one of the paper's times. */
export interface AtTime {
  readonly name: keyof PaperFlows;
  readonly t: number;
  /** By finite volumes. */
  readonly line: Density;
  /** By JKO steps. */
  readonly dots: Density;
}

/** Early densities: (b) of the paper's figure. */
export function densitiesFigure({ flows, figure }: Example, at: readonly AtTime[]): Figure {
  const { grid } = flows.interacting;
  const every = Math.max(1, Math.floor(grid.size / 50));
  // Both flows begin with the same density.
  const labelled = at
    .filter(({ name, t }) => t > 0 || name === 'interacting')
    .map((a) => {
      const group = `t = ${a.t}`;
      return { ...a, group, label: a.name === 'linear' ? `${group}, ${flowLabels.linear}` : group };
    });
  const shown = densityFigure(
    grid,
    labelled.map(({ name, line, label, group }): DensityCurve => {
      return { label, density: line.values, style: name === 'linear' ? 'dashed' : 'line', group };
    }),
    'Finite volumes of second order with interactions (lines) and without (dashed), and JKO steps of τ = 1e-3 (dots).',
  );
  const centres = grid.centres(0);
  const pick = (a: Float64Array): Float64Array => a.filter((_, i) => i % every === every >> 1);
  const dots = labelled
    .filter(({ t }) => t > 0)
    .map(({ label, group, dots: p }) => ({
      label: `${label}, JKO`,
      x: pick(centres),
      y: pick(p.values),
      style: 'dots' as const,
      group,
    }));
  return {
    ...shown,
    id: 'early-densities',
    title: `Early densities (${figure}(b) of the paper)`,
    series: [...shown.series, ...dots],
  };
}

/** Steady states with and without interactions: (c) of the paper's figure. */
export function steadyFigure(
  { flows, figure }: Example,
  steady: Readonly<Record<keyof PaperFlows, SteadyState>>,
): Figure {
  const curves = flowNames.map((name) => ({
    label: flowLabels[name],
    density: steady[name].density.values,
    style: name === 'linear' ? ('dashed' as const) : ('line' as const),
  }));
  return {
    ...densityFigure(
      flows.interacting.grid,
      curves,
      'Minimisers of the free energy, computed directly: interactions spread them.',
    ),
    id: 'steady-states',
    title: `Steady states (${figure}(c) of the paper)`,
  };
}

/** ΔE of a run. */
export interface Decay {
  readonly name: keyof PaperFlows;
  readonly energies: Pick<RelativeEnergies, 'times' | 'relative'>;
}

/** e^{−rate t} through the last point of a run, back to a third of its time. */
function predicted({ name, energies: { times, relative } }: Decay, rate: number): Series {
  const last = times.length - 1;
  const end = times[last];
  return {
    label: `2λ₁ ${flowLabels[name]} = ${rate.toFixed(1)}`,
    x: [end / 3, end],
    y: [relative[last] * Math.exp((2 / 3) * rate * end), relative[last]],
    style: 'dashed',
  };
}

/**
 * Decay of the free energy: (d) of the paper's figure.
 *
 * @param rates - 2λ₁ of the linearisation at rest, one for each line.
 */
export function energyDecayFigure(
  { figure }: Example,
  lines: readonly Decay[],
  dots: readonly Decay[],
  rates: readonly number[],
): Figure {
  return {
    id: 'energy-decay',
    title: `Decay of the free energy (${figure}(d) of the paper)`,
    caption:
      'ΔE(t) = E(p(t)) − E(p∞), as a Bregman distance: finite volumes of second order (lines) and JKO steps of τ = 1e-3 (dots). ' +
      '2λ₁: the rate of the slowest mode about rest, through the end of each line.',
    x: { label: 't' },
    y: { label: 'ΔE', scale: 'log' },
    series: [
      ...lines.map(({ name, energies: { times, relative } }) => ({
        label: flowLabels[name],
        x: times,
        y: relative,
        style: 'line' as const,
        group: name,
      })),
      ...lines.map((line, k) => predicted(line, rates[k])),
      ...dots.map(({ name, energies: { times, relative } }) => ({
        label: `${flowLabels[name]}, JKO`,
        x: times,
        y: relative,
        style: 'dots' as const,
        group: name,
      })),
    ],
  };
}
