import { eachFaceBlock } from '../../../src/grid/eachFace.ts';
import type { Grid } from '../../../src/grid/grid.ts';
import type { LinearMap, LinearSolve } from '../../linear/conjugateGradients.ts';
import { minimalResidual } from '../../linear/minimalResidual.ts';
import { multigrid } from '../../linear/multigrid.ts';
import type { FaceWeights } from '../flux/index.ts';
import { type Downstream, downstream } from './downstream.ts';
import { eachWeighedRun } from './eachWeighedRun.ts';
import type { Jacobian } from './jacobian.ts';
import { restoreMass } from './restoreMass.ts';
import type { System } from './system.ts';

/** What χ on either side of a face contributes to the flux through it, at the entry of the left cell. */
export interface FaceParts {
  readonly byLeft: Float64Array;
  readonly byRight: Float64Array;
}

/** Iterations after which multigrid alone has met a matrix that is far from its symmetric part. */
const MANY = 24;
/** Iterations at most, and so few that the next solve may go without relaxation downstream. */
const MOST = 72;
const FEW = 6;

function faces(
  { byLeft, byRight }: FaceParts,
  conductance: Float64Array,
  mass: Float64Array,
  { psi, shift, x }: System,
  { theta, byLeft: thetaByLeft, byRight: thetaByRight, byJump }: FaceWeights,
  k: number,
  left: number,
  right: number,
  count: number,
  monotone: boolean,
): void {
  for (let i = 0; i < count; i++) {
    const l = left + i;
    const r = right + i;
    const jump = psi[r] - psi[l];
    const c = k * (theta[i] + jump * byJump[i]);
    const shifts = shift[r] - shift[l];
    const flux = k * theta[i] * (jump + shift[r] - shift[l]) + k * jump * byJump[i] * shifts;
    const kept = k * jump * thetaByLeft[i] * mass[l] - c;
    const gained = k * jump * thetaByRight[i] * mass[r] + c;
    // Where transport beats diffusion, what upwinding would add to it.
    conductance[l] = kept > 0 || gained < 0 ? Math.max(c, 0.5 * Math.max(-kept, gained)) : c;
    byLeft[l] = monotone ? Math.min(kept, 0) : kept;
    byRight[l] = monotone ? Math.max(gained, 0) : gained;
    x[l] += flux;
    x[r] -= flux;
  }
}

/** out −= div of the linearised fluxes through a block of faces. */
function applyFaces(
  out: Float64Array,
  chi: Float64Array,
  { byLeft, byRight }: FaceParts,
  left: number,
  right: number,
  count: number,
): void {
  const across = right - left;
  for (let l = left; l < left + count; l++) {
    const r = l + across;
    const flux = byLeft[l] * chi[l] + byRight[l] * chi[r];
    out[l] -= flux;
    out[r] += flux;
  }
}

function multiply(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i];
}

function add(x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i] += y[i];
}

/**
 * The Jacobian of two and three dimensions.
 *
 * In the unknown χ, the change of ψ that comes with δp, it is (1/U″ − Δt div θ grad) χ − Δt div(δθ grad ψ): symmetric but for
 * the last term, which transports δp, and vanishes at rest. Minimal residuals are preconditioned by a multigrid cycle for the
 * symmetric part, and where that takes many iterations – fast drift over vacuum – with relaxation downstream before and after.
 */
export function boxJacobian(grid: Grid): Jacobian {
  const cells = (): Float64Array => new Float64Array(grid.size);
  const method = multigrid(grid);
  const krylov = minimalResidual(grid.size);
  const { mass, faces: conductances, inverseDiagonal } = method.operator;
  const parts = grid.axes.map((): FaceParts => ({ byLeft: cells(), byRight: cells() }));
  const right = cells();
  const chi = cells();
  const given = cells();
  let relaxation: {
    readonly sweeps: Downstream;
    readonly rest: Float64Array;
    readonly gain: Float64Array;
  } | null = null;
  let transported = false;
  let iterations = 0;

  function apply(out: Float64Array, x: Float64Array): void {
    multiply(out, mass, x);
    parts.forEach((part, axis) => {
      eachFaceBlock(grid, axis, (_, l, r, count) => {
        applyFaces(out, x, part, l, r, count);
      });
    });
  }

  /** Downstream, multigrid for what is left, and downstream again. */
  function preconditionTransport(sweeps: Downstream, rest: Float64Array, gain: Float64Array): LinearMap {
    const remain = (out: Float64Array, b: Float64Array): void => {
      apply(rest, out);
      for (let i = 0; i < rest.length; i++) rest[i] = b[i] - rest[i];
    };
    return (out, b) => {
      sweeps.sweep(out, b, parts);
      remain(out, b);
      method.cycle(gain, rest);
      add(out, gain);
      remain(out, b);
      sweeps.sweep(gain, rest, parts);
      add(out, gain);
    };
  }

  function solveTransport(psi: Float64Array, b: Float64Array, tolerance: number): LinearSolve {
    relaxation ??= { sweeps: downstream(grid), rest: cells(), gain: cells() };
    const { sweeps, rest, gain } = relaxation;
    sweeps.update(mass, parts, psi);
    right.set(b);
    const precondition = preconditionTransport(sweeps, rest, gain);
    const solve = krylov.solve(chi, right, { apply, precondition, weight: inverseDiagonal }, tolerance, MOST);
    transported = solve.iterations > FEW;
    return solve;
  }

  /** Solves for χ: by multigrid, or else with relaxation downstream from the beginning. */
  function solveLinear(psi: Float64Array, b: Float64Array, tolerance: number): LinearSolve {
    if (!transported) {
      right.set(b);
      const system = { apply, precondition: method.cycle, weight: inverseDiagonal };
      const solve = krylov.solve(chi, right, system, tolerance, MANY);
      if (solve.residual <= tolerance) return solve;
      iterations += solve.iterations;
    }
    return solveTransport(psi, b, tolerance);
  }

  return {
    iterative: true,
    get iterations() {
      return iterations;
    },
    assemble(system, timeStep, monotone) {
      const { p, slope } = system;
      for (let i = 0; i < p.length; i++) mass[i] = p[i] / slope[i];
      parts.forEach((part, axis) => {
        const k = timeStep / grid.axes[axis].spacing ** 2;
        eachFaceBlock(grid, axis, (_, l, r, count) => {
          eachWeighedRun(system, p, system.psi, l, r, count, (weights, done, length) => {
            faces(part, conductances[axis], mass, system, weights, k, l + done, r + done, length, monotone);
          });
        });
      });
      method.update();
    },
    apply(out, x, { slope }) {
      multiply(chi, slope, x);
      apply(out, chi);
    },
    solve(system, tolerance) {
      const { psi, x, slope } = system;
      const solve = solveLinear(psi, x, tolerance);
      iterations += solve.iterations;
      given.set(x);
      for (let i = 0; i < x.length; i++) x[i] = chi[i] / slope[i];
      restoreMass(system, given);
      return solve.residual;
    },
  };
}
