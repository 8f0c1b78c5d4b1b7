import fc from 'fast-check';
import { Density, massOf } from '../../density/density.ts';
import type { Domain } from '../../energy/internalDensity.ts';
import { ArgumentError } from '../../errors/argumentError.ts';
import { knownKeys } from '../../errors/check.ts';
import type { Grid } from '../../grid/index.ts';
import { gridCode, written } from './written.ts';

/** What {@link densities} may be told. */
export interface DensitiesOptions {
  /** Values stay in this interval, [0, ∞) by default; densities that may be arbitrarily large are made to have mass 1. */
  readonly domain?: Domain;
  /** Whether some cells may be empty (at the lower end of the domain); true by default. */
  readonly vacuum?: boolean;
  /** Whether some are uniform but for 1e-14 to 1e-3, which is hard on what is relative to the way to rest; false by default. */
  readonly nearUniform?: boolean;
}

/** A profile is a field in [0, 1], its largest value being 1: the shape of a density, before its domain is known. */
function profiles(grid: Grid, vacuum: boolean, near: boolean): fc.Arbitrary<Float64Array> {
  const n = grid.size;
  const field = (value: fc.Arbitrary<number>) =>
    fc.array(value, { minLength: n, maxLength: n }).map((values) => Float64Array.from(values));
  const moderate = fc.integer({ min: 1, max: 100 }).map((k) => k / 100);
  const steep = fc.integer({ min: -120, max: 0 }).map((k) => 10 ** (k / 10));
  const cell = fc.nat({ max: n - 1 });
  const waves = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: -9, max: 9 }));
  const smooth = waves.map(([mode, amplitude]) =>
    Float64Array.from(
      { length: n },
      (_, i) => 1 + (amplitude / 10) * Math.cos((Math.PI * mode * (i + 0.5)) / n),
    ),
  );
  // Off the uniform density by as little as rounding shows.
  const nearUniform = fc
    .tuple(fc.integer({ min: -14, max: -3 }), field(fc.integer({ min: -9, max: 9 })))
    .map(([decade, p]) => p.map((v) => 1 + v * 10 ** decade));
  // One cell holds nearly everything; the others are tiny.
  const spike = fc
    .tuple(cell, steep)
    .map(([at, low]) => new Float64Array(n).fill(1e-3 * low).fill(1, at, at + 1));
  // Empty outside a run of cells, and perhaps here and there within.
  const supported = fc
    .tuple(cell, cell, field(moderate))
    .map(([a, b, p]) => p.map((v, i) => (i >= Math.min(a, b) && i <= Math.max(a, b) ? v : 0)));
  const holes = fc
    .tuple(cell, field(fc.oneof(moderate, fc.constant(0))))
    .map(([at, p]) => p.fill(1, at, at + 1));
  const positive = [fc.constant(new Float64Array(n).fill(1)), field(moderate), smooth, field(steep), spike];
  const all = vacuum ? [...positive, supported, holes] : positive;
  return fc.oneof({ withCrossShrink: true }, ...all, ...(near ? [nearUniform] : [])).map(normalised);
}

function normalised(p: Float64Array): Float64Array {
  const largest = p.reduce((a, b) => Math.max(a, b), 0);
  return p.map((v) => v / largest);
}

/** Cell fields with the values of a density: as {@link densities}, without the wrapping. */
export function densityFields(grid: Grid, options: DensitiesOptions = {}): fc.Arbitrary<Float64Array> {
  knownKeys('densities', options, ['domain', 'vacuum', 'nearUniform']);
  const { domain = [0, Infinity], vacuum = true, nearUniform = false } = options;
  const [lower, upper] = domain;
  if (!(lower >= 0 && lower < upper))
    throw new ArgumentError('domain', domain, '[lower, upper] with 0 ≤ lower < upper');
  const shapes = profiles(grid, vacuum, nearUniform);
  if (upper < Infinity) {
    // Without vacuum both ends are left out: energies may be singular at either.
    const margin = vacuum ? 0 : 1e-6;
    const width = upper - lower;
    const heights = fc.integer({ min: 1, max: 100 }).map((k) => k / 100);
    return fc
      .tuple(shapes, heights)
      .map(([p, height]) => p.map((v) => lower + width * Math.min(1 - margin, Math.max(margin, height * v))));
  }
  return shapes.map((p) => {
    const mass = massOf(p, grid);
    return p.map((v) => lower + v / mass);
  });
}

/** The density of these values, written as the code that makes it. */
function writtenDensity(grid: Grid, values: Float64Array): Density {
  const code = (): string => `density(${gridCode(grid)}, ${fc.stringify(values)})`;
  return written(new Density(grid, values), code);
}

/**
 * Densities of all kinds: uniform, smooth, rough, near-singular (values over 12 decades), spikes, and with vacuum.
 *
 * Shrinks towards the uniform one, and towards few values.
 *
 * @see {@link gradientFlows}
 */
export function densities(grid: Grid, options: DensitiesOptions = {}): fc.Arbitrary<Density> {
  return densityFields(grid, options).map((values) => writtenDensity(grid, values));
}
