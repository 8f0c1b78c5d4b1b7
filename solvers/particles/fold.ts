/** Folds any z into [0, length], as mirrors at both ends would, any number of times. */
export function fold(z: number, length: number): number {
  if (z >= 0 && z <= length) return z;
  const rest = Math.abs(z) % (2 * length);
  return rest <= length ? rest : 2 * length - rest;
}

/** Brings any z into [0, length) by multiples of the length: a periodic axis. */
export function wrap(z: number, length: number): number {
  if (z >= 0 && z < length) return z;
  const rest = z - length * Math.floor(z / length);
  // A z just below zero may round to the length itself.
  return rest < length ? rest : 0;
}
