import { CapabilityError } from '../errors/capabilityError.ts';
import type { Grid } from '../grid/grid.ts';
import { loopsBelow } from './cells/ceiling.ts';
import type { CellLoops } from './cells/cellLoops.ts';
import { entropyLoops } from './cells/entropy.ts';
import { generalLoops } from './cells/general.ts';
import { powerLoops } from './cells/power.ts';
import { quadraticLoops } from './cells/quadratic.ts';
import { closedFormOf } from './closedForm.ts';
import type { DiscreteLocalEnergy } from './discreteEnergy.ts';
import type { Domain } from './internalDensity.ts';
import { ceilingOnCells, domainOfTerms, potentialOnCells } from './onCells.ts';
import { generalPointwise } from './pointwise.ts';
import { purePower } from './purePower.ts';
import type { InternalTerm, LocalTerm } from './term.ts';

/** The loops of a sum of internal terms, by the closed form where there is one. */
function loopsOf(terms: readonly InternalTerm[], domain: Domain): CellLoops {
  const form = closedFormOf(terms, domain);
  if (form === null) return generalLoops(generalPointwise(terms, domain));
  if (form.kind === 'entropy') return entropyLoops(form.a, form.b);
  return form.m === 2 ? quadraticLoops(form.c) : powerLoops(purePower(form.m, form.c / (form.m - 1)));
}

/** The sum of local terms on the cells of a grid. */
export function discreteLocal(terms: readonly LocalTerm[], grid: Grid): DiscreteLocalEnergy {
  const internals = terms.filter((t) => t.kind === 'internal');
  const domain = domainOfTerms(terms);
  const potential = potentialOnCells(terms, grid);
  const ceiling = ceilingOnCells(terms, grid);
  const obstructed = ceiling !== null && terms.some((t) => t.kind === 'obstacle');
  const free = loopsOf(internals, domain);
  const loops = obstructed ? loopsBelow(free, ceiling) : free;
  const convex = internals.length > 0 || obstructed;
  const volume = grid.cellVolume;
  const needInverse = (): void => {
    if (!convex)
      throw new CapabilityError(
        'the conjugate of an energy',
        'an internal energy U(p) that is strictly convex',
        'add entropy() or power(m)',
      );
  };
  const energy: DiscreteLocalEnergy = {
    grid,
    get local() {
      return energy;
    },
    nonlocal: null,
    domain,
    ceiling,
    potential,
    value: (p) => volume * loops.value(p, potential),
    firstVariation: (out, p) => volume * loops.firstVariation(out, p, potential),
    curvature: (out, p) => loops.curvature(out, p),
    inverse(out, y) {
      needInverse();
      loops.inverse(out, y, potential);
    },
    conjugate(y) {
      needInverse();
      return volume * loops.conjugate(y, potential);
    },
    fenchelGap(p, y) {
      needInverse();
      return volume * loops.fenchelGap(p, y, potential);
    },
    prox: (out, x, step) => loops.prox(out, x, potential, 1 / step),
    bregman: (p, q) => volume * loops.bregman(p, q),
  };
  return energy;
}
