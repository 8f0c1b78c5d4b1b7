import { grid, hardSphere, type PairPotential, type ParticleModel, particleModel, uniform } from 'ottoflow';

/** N particles in the unit cube of R^d, uniformly distributed. */
export function cubeModel(
  d: number,
  particles: number,
  epsilon: number,
  pair: PairPotential = hardSphere(),
): ParticleModel {
  const box = Array.from({ length: d }, (): [number, number] => [-0.5, 0.5]);
  const initial = uniform(
    grid(
      box,
      Array.from({ length: d }, () => 4),
    ),
  );
  return particleModel({ particles, epsilon, pair, initial });
}
