import { Density, type Grid } from '../../../src/index.ts';

/** ∫ P dx₂ on a line, of a P on its square. */
export function marginalOn(line: Grid, { values }: Density): Density {
  const n = line.size;
  const p = new Float64Array(n);
  for (let k = 0; k < values.length; k++) p[Math.floor(k / n)] += values[k] * line.cellVolume;
  return new Density(line, p);
}
