import { type Check, check, type GradientFlow } from '../../src/index.ts';

/** Relative length of the step of the differences: their error is of fourth order in it. */
const STEP = 1e-3;

/**
 * Whether the first variation of a flow's energy is the derivative of its value: ⟨δE(q), v⟩ against differences of E along
 * v, relative to ⟨|δE(q)|, |v|⟩, at a density q half way between the initial one and its mean.
 *
 * @returns null where no direction stays inside the domain of the energy, or E does not change.
 */
export function derivativeCheck({ discrete, grid, initial, energy }: GradientFlow): Check | null {
  const [lower, upper] = energy.capabilities.domain;
  const { ceiling } = discrete.local;
  const top = (i: number): number => ceiling?.[i] ?? upper;
  const mean = initial.mass / grid.volume;
  const q = initial.values.map((p, i) => Math.min(0.5 * (p + mean), 0.5 * (p + top(i))));
  // An irregular direction, as long in each cell as the domain has room there.
  const v = q.map((p, i) => Math.sin(1 + i * i) * Math.min(p - lower, top(i) - p));
  const variation = new Float64Array(grid.size);
  discrete.firstVariation(variation, q);
  const along = variation.reduce((s, xi, i) => s + xi * v[i], 0);
  const size = variation.reduce((s, xi, i) => s + Math.abs(xi * v[i]), 0);
  // NaN, from a user's first variation, is no size and has to fail.
  if (size === 0) return null;
  const at = (t: number): number => discrete.value(q.map((p, i) => p + t * STEP * v[i]));
  const difference = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * STEP);
  return check({
    name: 'first variation against differences of E, relative',
    measured: Math.abs(along - difference / grid.cellVolume) / size,
    expected: 1e-6,
    relation: 'atMost',
    source: 'δE is the derivative of E',
  });
}
