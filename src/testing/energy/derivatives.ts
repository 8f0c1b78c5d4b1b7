import fc from 'fast-check';
import { type DiscreteEnergy, isLocalEnergy } from '../../energy/index.ts';
import { largestProduct, norm1 } from '../arrays.ts';
import { forAll } from '../forAll.ts';
import { admissible } from './admissible.ts';
import { type EnergyLaw, type EnergySubject, law } from './law.ts';

/** Densities off the ends of the domain, where derivatives are finite. */
const interior = (subject: EnergySubject): fc.Arbitrary<Float64Array> => admissible(subject, false);

/** A density and one of its cells. */
function interiorCells(subject: EnergySubject): fc.Arbitrary<{ p: Float64Array; cell: number }> {
  return fc.record({ p: interior(subject), cell: fc.nat({ max: subject.grid.size - 1 }) });
}

/** The difference quotient of order 4 of f at 0. */
function slope(f: (d: number) => number, h: number): number {
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

/** A thousandth of the way to the nearer bound of the density: small enough for order 4, large enough for rounding. */
function stepFor(p: number, cell: number, { local: { domain, ceiling } }: DiscreteEnergy): number {
  return 1e-3 * Math.min(p - domain[0], ceiling === null ? Infinity : ceiling[cell] - p);
}

/** `p` with `d` added in one cell. */
function bumped(p: Float64Array, cell: number, d: number): Float64Array {
  const q = p.slice();
  q[cell] += d;
  return q;
}

/** The first variation is h^−d times the derivative of the value in every cell. */
export const firstVariation: EnergyLaw = law((subject) => {
  const { energy, grid } = subject;
  const discrete = energy.on(grid);
  const out = new Float64Array(grid.size);
  forAll(subject, interiorCells(subject), ({ p, cell }) => {
    const value = discrete.firstVariation(out, p);
    const given = out[cell];
    const h = stepFor(p[cell], cell, discrete);
    const volume = grid.cellVolume;
    const expected = slope((d) => discrete.value(bumped(p, cell, d)), h) / volume;
    const noise = (1e-13 / (h * volume)) * (Math.abs(value) + largestProduct(p, out, grid));
    const scale = Math.abs(given) + Math.abs(expected) + norm1(out, grid) / grid.volume;
    if (!(Math.abs(given - expected) <= 1e-6 * scale + noise))
      throw new Error(`in cell ${cell} it is ${given}, but differences of the value give ${expected}`);
  });
});

/** `firstVariation` returns the value, writes every cell, leaves p alone and gives the same bits again. */
export const inPlaceForm: EnergyLaw = law((subject) => {
  const { energy, grid } = subject;
  const discrete = energy.on(grid);
  forAll(subject, interior(subject), (p) => {
    const before = p.slice();
    const out = new Float64Array(grid.size).fill(Number.NaN);
    const returned = discrete.firstVariation(out, p);
    const value = discrete.value(p);
    const scale = Math.abs(value) + largestProduct(p, out, grid);
    if (!(Math.abs(returned - value) <= 1e-12 * scale))
      throw new Error(`firstVariation returns ${returned}, but the value is ${value}`);
    const unwritten = out.findIndex((v) => !Number.isFinite(v));
    if (unwritten >= 0) throw new Error(`cell ${unwritten} of the first variation is ${out[unwritten]}`);
    if (before.some((v, i) => v !== p[i])) throw new Error('it changes the density that it is given');
    const again = new Float64Array(grid.size);
    if (discrete.firstVariation(again, p) !== returned || again.some((v, i) => v !== out[i]))
      throw new Error('a second call gives something else');
  });
});

/** For local energies: the curvature is the derivative of the first variation, and nonnegative where convex. */
export const curvature: EnergyLaw = law(
  (subject) => {
    const { energy, grid } = subject;
    if (!isLocalEnergy(energy)) return;
    const discrete = energy.on(grid);
    const out = new Float64Array(grid.size);
    const given = new Float64Array(grid.size);
    forAll(subject, interiorCells(subject), ({ p, cell }) => {
      discrete.curvature(given, p);
      const h = stepFor(p[cell], cell, discrete);
      const derivative = (d: number): number => {
        discrete.firstVariation(out, bumped(p, cell, d));
        return out[cell];
      };
      const expected = slope(derivative, h);
      const noise = (1e-14 / h) * (Math.abs(derivative(0)) + Math.abs(discrete.potential[cell]));
      if (!(Math.abs(given[cell] - expected) <= 1e-6 * (Math.abs(given[cell]) + Math.abs(expected)) + noise))
        throw new Error(
          `in cell ${cell} it is ${given[cell]}, but differences of the first variation give ${expected}`,
        );
      const negative = given.findIndex((v) => v < 0);
      if (energy.capabilities.convex && negative >= 0)
        throw new Error(`in cell ${negative} it is ${given[negative]}, but the energy is declared convex`);
    });
  },
  ({ energy }) => isLocalEnergy(energy),
);
