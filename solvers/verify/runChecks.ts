import {
  type Check,
  check,
  type Evidence,
  OttoflowError,
  steadyState,
  type Trajectory,
} from '../../src/index.ts';

function asEvidence(claim: Parameters<typeof check>[0]): Evidence {
  const made: Check = check(claim);
  return { kind: 'check', check: made };
}

/** Every step solved, mass kept, no density negative. */
export function* conservationChecks(
  { status, mass, snapshots }: Trajectory,
  label: string,
): Generator<Evidence> {
  yield asEvidence({
    name: `${label}: steps that did not converge`,
    measured: status.filter((s) => s !== null && s !== 'converged').length,
    expected: 0,
    source: 'the solver’s own tolerance',
  });
  yield asEvidence({
    name: `${label}: largest relative change of mass`,
    measured: Math.max(...mass.map((m) => Math.abs(m / mass[0] - 1))),
    expected: 1e-12,
    relation: 'atMost',
    source: 'no flux through walls; rounding',
  });
  yield asEvidence({
    name: `${label}: smallest density`,
    measured: Math.min(
      ...snapshots.map(({ density }) => density.values.reduce((a, b) => Math.min(a, b), Infinity)),
    ),
    expected: 0,
    relation: 'atLeast',
    source: 'a density is nonnegative',
  });
}

/** The least energy at this mass; null where it cannot be computed directly, or what can be need not be the least. */
export function restEnergy({ flow }: Trajectory): number | null {
  try {
    const { energy, uniqueness } = steadyState(flow.energy, flow.grid, flow.initial.mass);
    return uniqueness === 'convex' || uniqueness === 'displacementConvex' ? energy : null;
  } catch (error) {
    if (error instanceof OttoflowError) return null;
    throw error;
  }
}

/**
 * The energy never rises and never falls below its minimum; where there is a transport distance,
 * E(p_k) + W²/(2τ) ≤ E(p_{k−1}).
 */
export function* energyChecks(trajectory: Trajectory, label: string): Generator<Evidence> {
  const { energy, times, transport } = trajectory;
  // The rounding of a sum of many cells, and the gap to which a step is solved, relative to what the energy is made of.
  const tolerance = 1e-9 * Math.max(...energy.map(Math.abs), Math.abs(energy[0] - energy[energy.length - 1]));
  const rises = energy.slice(1).map((e, k) => e - energy[k]);
  yield asEvidence({
    name: `${label}: largest rise of the energy over a step`,
    measured: Math.max(...rises),
    expected: 0,
    tolerance,
    relation: 'atMost',
    source: 'dE/dt = −∫ p |∇δE|² ≤ 0',
  });
  const excess = rises.flatMap((rise, k) => {
    const w = transport[k + 1];
    return w === null ? [] : [rise + (w * w) / (2 * (times[k + 1] - times[k]))];
  });
  if (excess.length > 0)
    yield asEvidence({
      name: `${label}: largest of E(p_k) + W²/(2τ) − E(p_{k−1})`,
      measured: Math.max(...excess),
      expected: 0,
      tolerance,
      relation: 'atMost',
      source: 'the constant path is feasible in (2.6)',
    });
  const rest = restEnergy(trajectory);
  if (rest !== null)
    yield asEvidence({
      name: `${label}: smallest energy above that of the steady state`,
      measured: Math.min(...energy) - rest,
      expected: 0,
      tolerance,
      relation: 'atLeast',
      source: 'the steady state minimises E at its mass',
    });
}
