import { CapabilityError } from '../errors/capabilityError.ts';
import type { Grid } from '../grid/grid.ts';
import type { DiscreteLocalEnergy } from './discreteEnergy.ts';
import { domainOfTerms, potentialOnCells } from './onCells.ts';
import { type Pointwise, pointwise } from './pointwise.ts';
import type { InternalTerm, LocalTerm } from './term.ts';

// Gauss–Legendre nodes and weights on [0, 1], for d² ∫ (1 − t) U″(q + t d) dt.
const NODES = [0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970263];
const WEIGHTS = [0.17392742256872693, 0.32607257743127307, 0.32607257743127307, 0.17392742256872693];

/**
 * U(p) − U(q) − y (p − q) with y = U′(q), or y beyond the range of U′ and q that end of the domain; a q or U(q) beyond
 * the range of doubles makes it infinite.
 */
function divergence(f: Pointwise, p: number, q: number, y: number): number {
  const d = p - q;
  if (d === 0) return 0;
  // U″ may be singular at the ends of the domain; and at an end y may lie beyond U′(q), which the integral cannot see.
  if (Math.abs(d) <= 0.05 * Math.min(q - f.domain[0], f.domain[1] - q)) {
    let s = 0;
    for (let k = 0; k < 4; k++) s += WEIGHTS[k] * (1 - NODES[k]) * f.d2U(q + NODES[k] * d);
    // Near the smallest of doubles U″ may overflow.
    if (s < Infinity) return d * (d * s);
  }
  const floor = f.U(q);
  return q < Infinity && floor < Infinity ? Math.max(0, f.U(p) - floor - y * d) : Infinity;
}

/** The sum of local terms on the cells of a grid. */
export function discreteLocal(terms: readonly LocalTerm[], grid: Grid): DiscreteLocalEnergy {
  const internals = terms.filter((t): t is InternalTerm => t.kind === 'internal');
  const domain = domainOfTerms(terms);
  const f = pointwise(internals, domain);
  const V = potentialOnCells(terms, grid);
  const volume = grid.cellVolume;
  const n = grid.size;

  function value(p: Float64Array): number {
    let s = 0;
    for (let i = 0; i < n; i++) s += f.U(p[i]) + V[i] * p[i];
    return volume * s;
  }

  function needInverse(): void {
    if (internals.length === 0)
      throw new CapabilityError(
        'the conjugate of an energy',
        'an internal energy U(p) that is strictly convex',
        'add entropy() or power(m)',
      );
  }

  const energy: DiscreteLocalEnergy = {
    grid,
    get local() {
      return energy;
    },
    nonlocal: null,
    domain,
    potential: V,
    value,
    firstVariation(out, p) {
      for (let i = 0; i < n; i++) out[i] = f.dU(p[i]) + V[i];
      return value(p);
    },
    curvature(out, p) {
      for (let i = 0; i < n; i++) out[i] = f.d2U(p[i]);
    },
    inverse(out, y) {
      needInverse();
      for (let i = 0; i < n; i++) out[i] = f.inverse(y[i] - V[i], 0);
    },
    conjugate(y) {
      needInverse();
      let s = 0;
      for (let i = 0; i < n; i++) {
        const z = y[i] - V[i];
        const q = f.inverse(z, 0);
        s += q < Infinity ? z * q - f.U(q) : Infinity;
      }
      return volume * s;
    },
    fenchelGap(p, y) {
      needInverse();
      let s = 0;
      for (let i = 0; i < n; i++) s += divergence(f, p[i], f.inverse(y[i] - V[i], 0, p[i]), y[i] - V[i]);
      return volume * s;
    },
    prox(out, x, step) {
      const kappa = 1 / step;
      for (let i = 0; i < n; i++) out[i] = f.inverse(kappa * x[i] - V[i], kappa, x[i]);
    },
    bregman(p, q) {
      let s = 0;
      for (let i = 0; i < n; i++) s += p[i] === q[i] ? 0 : divergence(f, p[i], q[i], f.dU(q[i]));
      return volume * s;
    },
  };
  return energy;
}
