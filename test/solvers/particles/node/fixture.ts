import { density, grid, hardSphere, type ParticleModel, particleModel } from 'ottoflow';

/** Few rods on few cells, which take next to no time. */
export function rods({ particles }: { readonly particles: number }): ParticleModel {
  const box = grid([[0, 1]], [4]);
  return particleModel({
    particles,
    epsilon: 0.01,
    pair: hardSphere(),
    initial: density(box, [0, 4, 0, 0]),
  });
}

/** No model. */
export const nothing = { rods: 3 };

/** Points that cannot be thrown in any reasonable time: too many disks for a quarter of the box. */
export function crowd(): ParticleModel {
  const square = grid(
    [
      [0, 1],
      [0, 1],
    ],
    [2, 2],
  );
  return particleModel({
    particles: 30,
    epsilon: 0.13,
    pair: hardSphere(),
    initial: density(square, [4, 0, 0, 0]),
  });
}
