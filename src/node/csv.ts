import type { Trajectory } from '../flow/trajectory.ts';

/**
 * The diagnostics of a run as comma-separated values (RFC 4180), one line per step, the initial state first; empty where
 * a solver has no value. Numbers are written so that reading them gives the same bits.
 */
export function stepsCsv(trajectory: Trajectory): string {
  const { times, energy, mass, dissipation, transport, gap, iterations, status } = trajectory;
  const lines = ['step,time,energy,mass,dissipation,transport,gap,iterations,status'];
  for (let k = 0; k < times.length; k++) {
    const numbers = [k, times[k], energy[k], mass[k], dissipation[k], transport[k], gap[k], iterations[k]];
    lines.push([...numbers.map((v) => v ?? ''), status[k] ?? ''].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}
