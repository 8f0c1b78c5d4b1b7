import {
  type Energy,
  energyFromTerms,
  entropy,
  functional,
  interaction,
  internal,
  type LocalEnergy,
  potential,
  power,
} from '../../../src/energy/index.ts';
import type { EnergyLawName } from '../../../src/testing/index.ts';
import { bounded } from '../../energy/samples.ts';
import { changed, changedNonlocal, scaledLast } from './changedEnergies.ts';

/** A density that claims more, or other, than it keeps. */
function claiming(changes: object): LocalEnergy {
  const [term] = power(3).terms;
  if (term.kind !== 'internal') throw new Error('power(3) is internal');
  // Nothing may take the closed form of what is not changed.
  const { closedForm: _, ...density } = term.density;
  return energyFromTerms('claiming', [{ ...term, density: { ...density, ...changes } }]);
}

/** An energy that claims to be quadratic, and whose multiples and sums do. */
function claimingQuadratic(energy: LocalEnergy): Energy {
  const claim = (whole: Energy): Energy => ({
    ...whole,
    capabilities: { ...whole.capabilities, quadratic: true },
  });
  return {
    ...claim(energy),
    scale: (c: number) => ({
      ...claim(energy.scale(c)),
      plus: (other: Energy) => claim(energy.scale(c).plus(other)),
    }),
  };
}

/** Energies that are wrong, each with the law that has to find it out. */
export const energyFaults: readonly (readonly [EnergyLawName, string, Energy])[] = [
  [
    'in-place form',
    'returns another value',
    changed(entropy(), (e) => ({ value: (p) => e.value(p) + 1e-6 })),
  ],
  [
    'in-place form',
    'forgets a cell',
    changed(entropy(), (e) => ({
      firstVariation: (out, p) => {
        const kept = out[0];
        const value = e.firstVariation(out, p);
        out[0] = kept;
        return value;
      },
    })),
  ],
  [
    'in-place form',
    'changes the density',
    changed(entropy(), (e) => ({
      firstVariation: (out, p) => {
        const value = e.firstVariation(out, p);
        p[0] *= 1.5;
        return value;
      },
    })),
  ],
  [
    'in-place form',
    'remembers the call before',
    changedNonlocal(interaction(Math.abs), (e) => {
      let calls = 0;
      return {
        firstVariation: (out, p) => {
          const value = e.firstVariation(out, p);
          // A bit or two, which no tolerance sees.
          out[0] *= 1 + 2 ** -51 * (calls++ % 3);
          return value;
        },
      };
    }),
  ],
  [
    'first variation',
    'is 0.1 % off in one cell',
    changed(entropy(), (e) => ({ firstVariation: scaledLast(e.firstVariation, 1.001) })),
  ],
  [
    'first variation',
    'forgets the factor of a double sum',
    changedNonlocal(interaction(Math.abs), (e) => ({ firstVariation: scaledLast(e.firstVariation, 2) })),
  ],
  [
    'first variation',
    'forgets that two factors vary',
    functional({
      // (Σ p²)², whose derivative is 4 p Σ p².
      firstVariation: (out, p, { cellVolume }) => {
        const squares = cellVolume * p.reduce((s, v) => s + v * v, 0);
        out.set(p.map((v) => 2 * v * squares));
        return squares ** 2;
      },
    }),
  ],
  ['algebra', 'a multiple that is none', { ...entropy(), scale: () => entropy() }],
  [
    'algebra',
    'a sum that drops a summand',
    { ...power(2), scale: () => ({ ...power(2), plus: () => power(2) }) },
  ],
  [
    'algebra',
    'a multiple that keeps its λ',
    (() => {
      const well = potential((x) => x * x, { convexity: 2 });
      const { capabilities } = well;
      return {
        ...well,
        scale: (c: number) => ({
          ...well.scale(c),
          plus: (e: Energy) => ({ ...well.scale(c).plus(e), capabilities }),
        }),
      };
    })(),
  ],
  [
    'algebra',
    'a sum that forgets a bound',
    {
      ...bounded(),
      scale: (c: number) => ({
        ...bounded().scale(c),
        plus: () => ({ ...bounded().scale(c + 1), capabilities: power(3).capabilities }),
      }),
    },
  ],
  [
    'curvature',
    'is 1 % off in one cell',
    changed(entropy(), (e) => ({ curvature: scaledLast(e.curvature, 1.01) })),
  ],
  [
    'inverse',
    'is 1e-6 off in one cell',
    changed(entropy(), (e) => ({ inverse: scaledLast(e.inverse, 1 + 1e-6) })),
  ],
  ['conjugate', 'is too small', changed(entropy(), (e) => ({ conjugate: (y) => e.conjugate(y) - 1e-6 }))],
  ['conjugate', 'is too large', changed(entropy(), (e) => ({ conjugate: (y) => e.conjugate(y) + 1e-6 }))],
  [
    'Fenchel–Young',
    'a gap that is too small',
    changed(entropy(), (e) => ({ fenchelGap: (p, y) => 0.999 * e.fenchelGap(p, y) })),
  ],
  [
    'Fenchel–Young',
    'a gap with an offset',
    changed(entropy(), (e) => ({ fenchelGap: (p, y) => e.fenchelGap(p, y) + 1e-8 })),
  ],
  [
    'Fenchel–Young',
    'a negative gap',
    changed(entropy(), (e) => ({ fenchelGap: (p, y) => e.fenchelGap(p, y) - 1e-14 })),
  ],
  [
    'Bregman distance',
    'the other way round',
    changed(entropy(), (e) => ({ bregman: (p, q) => e.bregman(q, p) })),
  ],
  [
    'Bregman distance',
    'not zero at zero',
    changed(entropy(), (e) => ({ bregman: (p, q) => e.bregman(p, q) + 1e-12 })),
  ],
  ['prox', 'with the step forgotten', changed(entropy(), (e) => ({ prox: (out, x) => e.prox(out, x, 1) }))],
  ['prox', 'that leaves the domain', changed(bounded(), () => ({ prox: (out, x) => out.set(x) }))],
  [
    'prox',
    'that is no contraction',
    changed(power(2), (e) => ({
      prox: (out, x, step) => {
        // Right at the densities of the first half of the law, astray elsewhere.
        e.prox(out, x, step);
        for (let i = 0; i < out.length; i++) if (x[i] === 0) out[i] = 10;
      },
    })),
  ],
  [
    'Moreau',
    'a prox of another step',
    changed(entropy(), (e) => ({ prox: (out, x, s) => e.prox(out, x, 1.01 * s) })),
  ],
  [
    'Moreau',
    'a gap that does not vanish',
    changed(power(3), (e) => ({ fenchelGap: (p, y) => e.fenchelGap(p, y) + 1e-6 })),
  ],
  [
    'Moreau',
    'a prox that stops before it reaches the end',
    changed(power(3), (e) => ({
      prox: (out, x, step) => {
        e.prox(out, x, step);
        for (let i = 0; i < out.length; i++) if (x[i] < 0) out[i] = 1e-3;
      },
    })),
  ],
  [
    'convexity',
    'a double well',
    functional({
      convex: true,
      firstVariation: (out, p, { cellVolume }) => {
        out.set(p.map((v) => 4 * v ** 3 - 6 * v));
        return cellVolume * p.reduce((s, v) => s + v ** 4 - 3 * v ** 2, 0);
      },
    }),
  ],
  ['convexity', 'a U that bends down', claiming({ U: (p: number) => -p * p })],
  ['quadratic', 'a cubic that claims it', claimingQuadratic(power(3))],
  [
    'locality',
    'a neighbour that is felt',
    changed(entropy(), (e) => ({
      firstVariation: (out, p) => {
        const value = e.firstVariation(out, p);
        for (let i = 1; i < out.length; i++) out[i] *= 1 + 2 ** -50 * (p[i - 1] > p[i] ? 1 : 0);
        return value;
      },
    })),
  ],
  ['displacement convexity', 'a hill that claims to be flat', potential((x) => -x * x, { convexity: 0 })],
  [
    'displacement convexity',
    'a well that claims too much',
    potential((x) => 0.5 * x * x, { convexity: 1.1 }),
  ],
  [
    'displacement convexity',
    'repulsion that claims to attract',
    interaction((x) => -x * x, { convexity: 0 }),
  ],
  [
    'displacement convexity',
    'a U that McCann would refuse',
    claiming({ U: (p: number) => -Math.sqrt(p) * 1e3 * p }),
  ],
  [
    'McCann',
    'fast diffusion beyond the limit of the dimension',
    internal({
      U: (p) => -4 * Math.sqrt(p),
      dU: (p) => -2 / Math.sqrt(p),
      d2U: (p) => p ** -1.5,
      displacementConvex: () => true,
    }),
  ],
  ['McCann', 'a pressure below zero', claiming({ U: (p: number) => p ** 2 - 3 * p ** 1.5 })],
];
